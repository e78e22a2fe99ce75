import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from './support/workspace.js';

/** A workspace that breaks each rule of .dependency-cruiser.cjs once, and keeps to them elsewhere. */
const files: Record<string, string> = {
  'tsconfig.json': JSON.stringify({
    compilerOptions: {
      module: 'ESNext',
      moduleResolution: 'bundler',
      paths: { '@cvd/core': ['./packages/core/src/index.ts'], '@cvd/copula': ['./packages/copula/src/index.ts'] },
    },
  }),
  'node_modules/apache-arrow/package.json': '{ "name": "apache-arrow", "version": "1.0.0", "main": "index.js" }',
  'node_modules/apache-arrow/index.js': 'exports.tableToIPC = 1;',
  'packages/core/package.json': '{ "name": "@cvd/core", "peerDependencies": { "apache-arrow": "*" } }',
  'packages/core/src/index.ts': "export { up } from './up.js'; export { ring } from './ring-a.js';",
  'packages/core/src/up.ts': "import { copula } from '@cvd/copula'; export const up = copula;",
  'packages/core/src/ring-a.ts': "import { b } from './ring-b.js'; export const ring = () => b;",
  'packages/core/src/ring-b.ts': "import { ring } from './ring-a.js'; export const b = () => ring;",
  'packages/core/src/reads-file.ts': "import { readFileSync } from 'node:fs'; export const read = readFileSync;",
  'packages/core/src/reads-file.test.ts': "import { readFileSync } from 'node:fs'; export const read = readFileSync;",
  'packages/core/src/node/index.ts': "import { readFileSync } from 'node:fs'; export const read = readFileSync;",
  'packages/core/src/reaches-node.ts': "import { read } from './node/index.js'; export const reach = read;",
  'packages/core/src/arrow/index.ts': "import { tableToIPC } from 'apache-arrow'; export const ipc = tableToIPC;",
  'packages/core/src/heavy.ts': "import { tableToIPC } from 'apache-arrow'; export const heavy = tableToIPC;",
  'packages/core/src/nowhere.ts': "export { gone } from './gone.js';",
  'packages/copula/package.json': '{ "name": "@cvd/copula", "dependencies": { "@cvd/core": "*" } }',
  'packages/copula/src/index.ts':
    "import { up } from '@cvd/core'; export const copula = 1; export const down = () => up;",
  'packages/copula/src/deep.ts': "import { b } from '../../core/src/ring-b.js'; export const deep = b;",
  'packages/copula/src/undeclared.ts': "import { tableToIPC } from 'left-pad'; export const undeclared = tableToIPC;",
  'node_modules/left-pad/package.json': '{ "name": "left-pad", "version": "1.0.0", "main": "index.js" }',
  'node_modules/left-pad/index.js': 'exports.tableToIPC = 1;',
  'tests/deep.test.ts': "import { b } from '../packages/core/src/ring-b.js'; export const deep = b;",
  'packages/stranger/src/index.ts': "export * from './other.js';",
  'packages/stranger/src/other.ts': 'export const other = 1;',
};

const folder = mkdtempSync(join(tmpdir(), 'cvd-rules-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
}

const violations = (): Violation[] => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      `${root}/node_modules/dependency-cruiser/bin/dependency-cruise.mjs`,
      '--config',
      `${root}/.dependency-cruiser.cjs`,
      '--output-type',
      'json',
      'packages',
      'tests',
    ],
    { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26 },
  );
  expect(stderr).toBe('');
  return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
};

describe('rules on imports', () => {
  it('report each breach where it stands, and nothing else', () => {
    const found = new Set(violations().map(({ rule, from }) => `${rule.name}: ${from}`));
    expect([...found].sort()).toEqual(
      [
        'apache-arrow-in-its-room: packages/core/src/heavy.ts',
        'core-imports-only-below: packages/core/src/up.ts',
        'no-cycles: packages/copula/src/index.ts',
        'no-cycles: packages/core/src/ring-a.ts',
        'declared: packages/copula/src/undeclared.ts',
        'no-node-in-browser-code: packages/core/src/reads-file.ts',
        'no-node-room-in-browser-code: packages/core/src/reaches-node.ts',
        'package-known: packages/stranger/src/index.ts',
        'others-use-entries: tests/deep.test.ts',
        'packages-meet-at-entries: packages/copula/src/deep.ts',
        'resolvable: packages/core/src/nowhere.ts',
      ].sort(),
    );
  });
});
