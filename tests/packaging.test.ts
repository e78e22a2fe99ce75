import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { succeed } from './support/command.js';
import { manifestOf, packageNames, root } from './support/workspace.js';

const folder = mkdtempSync(join(tmpdir(), 'cvd-packed-'));
const app = join(folder, 'app');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { packageManager, devDependencies } = manifestOf(null);
const pnpm = (args: readonly string[], cwd: string) => succeed('npx', ['--yes', packageManager!, ...args], { cwd });
const version = manifestOf('core').version;
const tarball = (name: string): string => join(folder, `cvd-${name}-${version}.tgz`);

/** Every entry an application can import: '@cvd/core', '@cvd/core/node', … */
const entries = packageNames.flatMap((name) =>
  Object.keys(manifestOf(name).exports ?? {})
    .filter((entry) => !entry.endsWith('.json'))
    .map((entry) => `@cvd/${name}${entry.slice(1)}`),
);

const write = (file: string, text: string): void => writeFileSync(join(app, file), text);

/** An application with every package from its tarball, and nothing else but what its users would add. */
const install = async (): Promise<void> => {
  const files = Object.fromEntries(packageNames.map((name) => [`@cvd/${name}`, `file:${tarball(name)}`]));
  mkdirSync(app);
  write(
    'package.json',
    JSON.stringify({
      name: 'app',
      private: true,
      dependencies: { ...files, 'apache-arrow': devDependencies!['apache-arrow'] },
      devDependencies: { '@types/node': devDependencies!['@types/node'] },
      // The versions the tarballs name are not on the registry yet.
      pnpm: { overrides: files },
    }),
  );
  await pnpm(['install', '--ignore-workspace', '--prefer-offline', '--config.auto-install-peers=false'], app);
};

beforeAll(async () => {
  for (const name of packageNames) await pnpm(['pack', '--pack-destination', folder], `${root}/packages/${name}`);
  await install();
}, 300_000);

describe.each(packageNames)('the tarball of @cvd/%s', (name) => {
  it('has nothing that publint finds wrong', async () => {
    const bytes = readFileSync(tarball(name));
    const packed = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    const { messages } = await publint({ pack: { tarball: packed as ArrayBuffer }, strict: true });
    expect(messages).toEqual([]);
  });

  it('has types that resolve (attw, esm-only)', async () => {
    await succeed(process.execPath, [
      `${root}/node_modules/@arethetypeswrong/cli/dist/index.js`,
      tarball(name),
      '--profile',
      'esm-only',
    ]);
  });

  it('carries its licence, its README and no tests', async () => {
    const files = (await succeed('tar', ['-tzf', tarball(name)])).trim().split('\n');
    expect(files).toEqual(expect.arrayContaining(['package/LICENSE', 'package/README.md', 'package/dist/index.d.ts']));
    expect(files.filter((file) => /test\.|fixtures|[.]tsbuildinfo|^package\/src/.test(file))).toEqual([]);
  });
});

describe('an application that installed the tarballs', () => {
  it('imports every entry as an ES module', async () => {
    write('entries.mjs', entries.map((entry, i) => `import * as m${i} from '${entry}';`).join('\n') + exportCounts);
    expect(JSON.parse(await succeed(process.execPath, ['entries.mjs'], { cwd: app }))).not.toContain(0);
  });

  it('requires every entry from CommonJS', async () => {
    write('entries.cjs', entries.map((entry, i) => `const m${i} = require('${entry}');`).join('\n') + exportCounts);
    expect(JSON.parse(await succeed(process.execPath, ['entries.cjs'], { cwd: app }))).not.toContain(0);
  });

  it.each([
    { moduleResolution: 'bundler', module: 'esnext' },
    { moduleResolution: 'nodenext', module: 'nodenext' },
  ])('compiles against the types under $moduleResolution', async (options) => {
    write('program.mts', typedProgram);
    write(
      'tsconfig.json',
      JSON.stringify({
        compilerOptions: { ...options, target: 'es2022', strict: true, noEmit: true, types: ['node'] },
        files: ['program.mts'],
      }),
    );
    await succeed(process.execPath, [`${root}/node_modules/typescript/bin/tsc`, '-p', '.'], { cwd: app });
  });

  it('runs the program of the README', async () => {
    write('program.mjs', program);
    expect(await succeed(process.execPath, ['program.mjs'], { cwd: app })).toBe('100\n');
  });

  it.each(['ctgan', 'tvae'])('trains %s in several threads', async (method) => {
    write(`${method}.mjs`, neuralProgram(method));
    const { rows, threads, warnings } = JSON.parse(await succeed(process.execPath, [`${method}.mjs`], { cwd: app }));
    expect({ rows, threads, warnings }).toEqual({ rows: 100, threads: 2, warnings: [] });
  });

  it('has the cvd command', async () => {
    const shown = await succeed(join(app, 'node_modules', '.bin', 'cvd'), ['--version'], { cwd: app });
    expect(shown.trim()).toBe(version);
  });

  it('runs the demo on the rows that travel in the package', async () => {
    const cvd = join(app, 'node_modules', '.bin', 'cvd');
    expect(await succeed(cvd, ['demo', '--quiet'], { cwd: app })).toMatch(/^Quality score 0\.9\d\d$/m);
  });
});

const exportCounts = `
console.log(JSON.stringify([${entries.map((_, i) => `Object.keys(m${i}).length`).join(', ')}]));
`;

const program = `
import { copula } from '@cvd/copula';
import { createRegistry } from '@cvd/core';
import { readCsv } from '@cvd/core/node';

const methods = createRegistry(copula);
const real = await readCsv('${root}/examples/data/cvd_small.csv');
const model = methods.create('copula', { seed: 7 });
await model.fit(real);
console.log((await model.sample(100).toTable()).rows);
`;

/** Fits a method with two threads, whose workers must be found among the installed files, and samples. */
const neuralProgram = (method: string): string => `
import { createRegistry } from '@cvd/core';
import { readCsv } from '@cvd/core/node';
import { ${method} } from '@cvd/${method}';

const model = createRegistry(${method}).create('${method}', { seed: 7, epochs: 2 });
const { details, warnings } = await model.fit(await readCsv('${root}/examples/data/cvd_small.csv'), { threads: 2 });
const { rows } = await model.sample(100).toTable();
console.log(JSON.stringify({ rows, threads: details.threads, warnings }));
`;

/** The same program with types written out, and a wrong use that the compiler must see. */
const typedProgram = `${program}
import type { FitReport, Synthesizer, Table } from '@cvd/core';
const typed: Synthesizer = model;
const report: FitReport = await typed.fit(real);
const table: Table = real.slice(0, report.rows);
// @ts-expect-error rows are counted by a number
typed.sample('ten');
table.names satisfies readonly string[];
${entries.map((entry, i) => `import type * as m${i} from '${entry}';\nexport type T${i} = typeof m${i};`).join('\n')}
`;
