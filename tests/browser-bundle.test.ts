import vm from 'node:vm';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { root } from './support/workspace.js';

/**
 * Entries that must run in browsers, as built, each with the most KiB it may weigh minified and compressed, core included
 * where it is used. Optional peers are left to the application's own bundler.
 */
const entries: readonly (readonly [entry: string, kibibytes: number])[] = [
  ['core/dist/index.js', 110],
  ['core/dist/metrics.js', 15],
  ['copula/dist/index.js', 110],
  ['engine/dist/index.js', 120],
  ['ctgan/dist/index.js', 180],
  ['tvae/dist/index.js', 180],
];

const bundle = (entry: string, extra = '') =>
  build({
    stdin: { contents: `export * from '${root}/packages/${entry}'; ${extra}`, resolveDir: root },
    bundle: true,
    minify: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    globalName: 'bundled',
    target: 'es2022',
    external: ['@faker-js/faker', 'apache-arrow', '@tensorflow/*'],
    metafile: true,
    logLevel: 'silent',
  });

describe('browser bundles', () => {
  it.each(entries)(
    '%s needs nothing of Node, and loads where there is only the web platform',
    async (entry, kibibytes) => {
      const { outputFiles, metafile, errors } = await bundle(entry);
      expect(errors).toEqual([]);
      expect(Object.keys(metafile.inputs).filter((path) => path.startsWith('node:'))).toEqual([]);
      const web = {
        TextEncoder,
        TextDecoder,
        URL,
        AbortController,
        AbortSignal,
        DOMException,
        performance,
        setTimeout,
      };
      const exported = vm.runInNewContext(`${outputFiles[0]!.text}; Object.keys(bundled)`, { ...web, crypto });
      expect(exported.length).toBeGreaterThan(0);
      expect(gzipSync(outputFiles[0]!.contents).length).toBeLessThan(kibibytes * 1024);
    },
  );

  it('is refused for code that imports a Node module', async () => {
    await expect(bundle('core/dist/index.js', "import 'node:fs';")).rejects.toThrow('Could not resolve "node:fs"');
  });
});
