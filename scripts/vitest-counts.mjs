import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.mjs';

/** A file that could not be loaded holds no test results; it counts as one failed test. */
const count = ({ testResults, numPassedTests, numFailedTests, numPendingTests, numTodoTests }) => ({
  passed: numPassedTests,
  failed:
    numFailedTests +
    testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0).length,
  skipped: numPendingTests + numTodoTests,
});

/** Runs vitest and gives back what became of the tests. An exit code without a failed test (an unhandled error) counts as one. */
export const runVitest = (command, prefix, args, env) => {
  const folder = mkdtempSync(join(tmpdir(), 'cvd-tests-'));
  const report = join(folder, 'report.json');
  try {
    const { ok, interrupted } = run(
      command,
      [...prefix, '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`, '--passWithNoTests', ...args],
      { env },
    );
    const counts = count(JSON.parse(readFileSync(report, 'utf8')));
    if (!ok && counts.failed === 0) counts.failed = 1;
    return { ...counts, interrupted };
  } catch (error) {
    console.error(`vitest left no report: ${error.message}`);
    return { passed: 0, failed: 1, skipped: 0, interrupted: false };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
