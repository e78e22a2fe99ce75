// `npm test`: installs, builds, checks and tests; the last line is `N passed, N failed, N skipped` over all of it.
// Arguments are given to vitest; `--long` adds the tests named *.long.test.ts. Only Node's own modules may be imported here.
import { ensureInstalled } from './install.mjs';
import { root } from './packages.mjs';
import { run, runNode } from './run.mjs';
import { runVitest } from './vitest-counts.mjs';

const long = process.argv.includes('--long');
const filters = process.argv.slice(2).filter((argument) => argument !== '--long');
const total = { passed: 0, failed: 0, skipped: 0 };
const bin = (path) => `${root}/node_modules/${path}`;

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

const tests = (title, command, prefix, args) => {
  console.log(`\n${title}`);
  const counts = runVitest(command, prefix, args, { CVD_LONG: long ? '1' : '' });
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
const vitest = [bin('vitest/vitest.mjs'), 'run'];
tests(`tests on Node ${process.versions.node}`, process.execPath, vitest, filters);
if (process.env.CI) tests('tests on Node 24', 'npx', ['--yes', '--package=node@24', 'node', ...vitest], filters);
console.log();
finish();
