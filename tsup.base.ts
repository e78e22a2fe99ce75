import { readFileSync } from 'node:fs';
import { defineConfig, type Options } from 'tsup';

/** One build for every package: ESM, Node 20 and browsers alike, entries as the package names them. */
export const build = (entry: Record<string, string>, extra: Options = {}) => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  return defineConfig({
    entry,
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    dts: process.env.CVD_BUILD_TYPES === '1' && { compilerOptions: { ignoreDeprecations: '6.0' } },
    sourcemap: true,
    clean: process.env.CVD_BUILD_TYPES === '1',
    define: { __PACKAGE_VERSION__: JSON.stringify(version) },
    ...extra,
  });
};
