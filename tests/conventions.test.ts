import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { manifestOf, packageNames, readText, root } from './support/workspace.js';

/** Lines an index.ts may have: a list of names, not a place for code. Core has most to offer. */
const indexLines = (name: string): number => ({ core: 320, evaluation: 140, 'kafka-sink': 80 })[name] ?? 60;

/** Built for worker threads, not exported. */
const internalEntries = ['worker', 'evaluate-job', 'search-job', 'kernel-worker'];

/** Packages whose main export is a factory of the package's own name. */
const synthesizers = packageNames.filter((name) => ['copula', 'ctgan', 'tvae', 'tree', 'ar', 'auto'].includes(name));

/** `{ index: 'src/index.ts' }` of a package's tsup.config.ts, as written there. */
const buildEntries = (name: string): Record<string, string> =>
  Object.fromEntries(
    [...readText(`packages/${name}/tsup.config.ts`).matchAll(/([\w'-]+): '(src\/[^']+)'/g)].map(([, key, path]) => [
      key!.replaceAll("'", ''),
      path!,
    ]),
  );

describe.each(packageNames)('@cvd/%s', (name) => {
  const manifest = manifestOf(name);
  const exported = Object.entries(manifest.exports ?? {}).filter(([entry]) => !entry.endsWith('.json'));

  it('has the files every package has', () => {
    const missing = ['README.md', 'LICENSE', 'tsup.config.ts', 'tsconfig.json', 'src/index.ts'].filter(
      (file) => !existsSync(`${root}/packages/${name}/${file}`),
    );
    expect(missing).toEqual([]);
    expect(readText(`packages/${name}/LICENSE`)).toBe(readText('LICENSE'));
  });

  it('says in package.json what npm and bundlers need', () => {
    expect(manifest).toMatchObject({
      name: `@cvd/${name}`,
      license: 'MIT',
      type: 'module',
      sideEffects: false,
      engines: { node: '>=20.19' },
      types: './dist/index.d.ts',
    });
    expect(manifest.description).toMatch(/\w/);
    expect(manifest.files).toEqual(expect.arrayContaining(['dist', 'README.md', 'LICENSE', 'CHANGELOG.md']));
    expect(manifest.version).toBe(manifestOf('core').version);
    expect(manifest.exports?.['./package.json']).toBe('./package.json');
  });

  it('builds what it exports, no more and no less', () => {
    const expected = exported.map(([entry]) => (entry === '.' ? 'index' : entry.slice(2)));
    // Worker threads load modules of their own, which are no part of the public surface.
    const entries = Object.keys(buildEntries(name)).filter((entry) => !internalEntries.includes(entry));
    expect(entries.sort()).toEqual(expected.sort());
    for (const [entry, target] of exported) {
      const file = entry === '.' ? 'index' : entry.slice(2);
      expect(target).toEqual({ types: `./dist/${file}.d.ts`, default: `./dist/${file}.js` });
    }
  });

  it('pins its dependencies exactly, and its siblings to the workspace', () => {
    for (const [dependency, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
      expect(`${dependency} ${version}`).toMatch(
        dependency.startsWith('@cvd/') ? / workspace:\*$/ : / \d+\.\d+\.\d+(-[\w.]+)?$/,
      );
    }
    for (const peer of Object.keys(manifest.peerDependenciesMeta ?? {})) {
      expect(manifest.peerDependencies).toHaveProperty([peer]);
    }
  });

  it('exports by name only, in a short index.ts', () => {
    for (const [entry, path] of Object.entries(buildEntries(name))) {
      if (internalEntries.includes(entry)) continue;
      const text = readText(`packages/${name}/${path}`);
      expect(text, path).not.toMatch(/export \*|export default/);
      expect(text.split('\n').length, path).toBeLessThanOrEqual(indexLines(name));
    }
  });

  it('shows an example in its README', () => {
    expect(readText(`packages/${name}/README.md`)).toMatch(/```(ts|sh)\n/);
  });
});

describe.each(synthesizers)('@cvd/%s', (name) => {
  it('exports a factory of its own name, which passes the conformance kit in a test', async () => {
    const module = (await import(`${root}/packages/${name}/dist/index.js`)) as Record<string, unknown>;
    expect(module[name]).toMatchObject({ contract: 1, name });
    const tests = readdirSync(`${root}/packages/${name}`, { recursive: true, encoding: 'utf8' }).filter(
      (path) => path.endsWith('.test.ts') && !path.includes('node_modules'),
    );
    expect(tests.some((path) => readText(`packages/${name}/${path}`).includes('synthesizerConformance('))).toBe(true);
  });
});

describe('workspace', () => {
  it('releases all packages under one version', () => {
    expect(JSON.parse(readText('.changeset/config.json'))).toMatchObject({ fixed: [['@cvd/*']], access: 'public' });
  });

  it('pins its tools exactly', () => {
    for (const [tool, version] of Object.entries(manifestOf(null).devDependencies ?? {})) {
      expect(`${tool} ${version}`).toMatch(/ \d+\.\d+\.\d+(-[\w.]+)?$/);
    }
  });
});
