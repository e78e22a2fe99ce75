// `npm test`: installs, builds, checks and tests; the last line is `N passed, N failed, N skipped` over all of it.
// Arguments are given to vitest; `--long` adds the tests named *.long.test.ts. Only Node's own modules may be imported here.
import { delimiter, dirname, isAbsolute } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { root } from './packages.mjs';
import { run, runNode } from './run.mjs';
import { runVitest } from './vitest-counts.mjs';

const long = process.argv.includes('--long');
const filters = process.argv.slice(2).filter((argument) => argument !== '--long');
const total = { passed: 0, failed: 0, skipped: 0 };
const bin = (path) => `${root}/node_modules/${path}`;
const vitest = [bin('vitest/vitest.mjs'), 'run'];

const finish = () => {
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  process.exit(total.failed === 0 ? 0 : 1);
};

/** One check: a line with its time; what it printed only where it failed. */
const check = (title, command) => {
  const started = performance.now();
  const { ok, output, interrupted } = command();
  if (interrupted) process.exit(130);
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${title} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  if (!ok) console.log(output);
  total[ok ? 'passed' : 'failed'] += 1;
  return ok;
};

const tests = (title, node, args, env = {}) => {
  console.log(`\n${title}`);
  const counts = runVitest(node, vitest, args, { CVD_LONG: long ? '1' : '', ...env });
  if (counts.interrupted) process.exit(130);
  for (const key of Object.keys(total)) total[key] += counts[key];
};

if (!ensureInstalled()) {
  total.failed += 1;
  finish();
}
const quiet = { quiet: true };
if (!check('build', () => runNode(`${root}/scripts/build.mjs`, [], quiet))) finish();
check('lint (biome)', () =>
  run(process.execPath, [bin('@biomejs/biome/bin/biome'), 'ci', '--colors=off', '--reporter=summary', '.'], quiet),
);
check('imports between packages (dependency-cruiser)', () =>
  runNode(
    bin('dependency-cruiser/bin/dependency-cruise.mjs'),
    ['--config', '.dependency-cruiser.cjs', 'packages', 'tests', 'examples'],
    quiet,
  ),
);
check('types (tsc)', () => runNode(bin('typescript/bin/tsc'), ['-p', 'tsconfig.json', '--noEmit'], quiet));
tests(`tests on Node ${process.versions.node}`, process.execPath, filters);

if (process.env.CI) {
  let node24;
  // As a path: what runs inside npx would hand npx's settings on to every npm below it.
  check('Node 24 from npm', () => {
    const { output } = run('npx', ['--yes', '--package=node@24', 'node', '-p', 'process.execPath'], quiet);
    node24 = output.split('\n').find((line) => isAbsolute(line));
    return { ok: node24 !== undefined, output };
  });
  if (node24) {
    tests('tests on Node 24', node24, filters, {
      CVD_NEXT_NODE: '1',
      PATH: `${dirname(node24)}${delimiter}${process.env.PATH}`,
    });
  }
}
console.log();
finish();
