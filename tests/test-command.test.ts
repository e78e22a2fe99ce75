import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { withoutChromium } from './support/chromium.js';
import { command, succeed } from './support/command.js';
import { readText, root } from './support/workspace.js';

const folder = mkdtempSync(join(tmpdir(), 'cvd-scripts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What scripts/vitest-counts.mjs makes of a runner that leaves this report and ends with this code. */
const counted = async (report: object | null, exitCode: number) => {
  const runner = join(folder, 'runner.mjs');
  writeFileSync(
    runner,
    `import { writeFileSync } from 'node:fs';
    const path = process.argv.find((argument) => argument.startsWith('--outputFile.json=')).split('=')[1];
    if (${report !== null}) writeFileSync(path, ${JSON.stringify(JSON.stringify(report))});
    process.exit(${exitCode});`,
  );
  writeFileSync(
    join(folder, 'count.mjs'),
    `import { runVitest } from '${root}/scripts/vitest-counts.mjs';
    console.log(JSON.stringify(runVitest(process.execPath, ['${runner}'], [], {})));`,
  );
  const { passed, failed, skipped } = JSON.parse(await succeed(process.execPath, [join(folder, 'count.mjs')]));
  return { passed, failed, skipped };
};

const report = (numbers: object, testResults: object[] = []) => ({
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults,
  ...numbers,
});

describe('the count at the end of npm test', () => {
  it('adds what passed, failed and was skipped', async () => {
    expect(await counted(report({ numPassedTests: 5, numPendingTests: 2, numTodoTests: 1 }), 0)).toEqual({
      passed: 5,
      failed: 0,
      skipped: 3,
    });
    expect(await counted(report({ numPassedTests: 5, numFailedTests: 2 }), 1)).toMatchObject({ failed: 2 });
  });

  it('counts a file that could not be loaded, an error outside tests, and a runner that left no report', async () => {
    const unloaded = { status: 'failed', assertionResults: [] };
    expect(await counted(report({ numPassedTests: 5 }, [unloaded]), 1)).toMatchObject({ passed: 5, failed: 1 });
    expect(await counted(report({ numPassedTests: 5 }), 1)).toMatchObject({ passed: 5, failed: 1 });
    expect(await counted(null, 1)).toMatchObject({ failed: 1 });
  });
});

describe('scripts', () => {
  it('that run before anything is installed import nothing but Node and each other', () => {
    for (const name of ['demo', 'test', 'install', 'run', 'packages', 'build', 'vitest-counts']) {
      const imported = [...readText(`scripts/${name}.mjs`).matchAll(/from '([^']+)'/g)].map(([, from]) => from!);
      expect(imported.filter((from) => !/^(node:|\.\/[\w-]+\.mjs$)/.test(from))).toEqual([]);
    }
  });

  // Without Chromium the first time installs it: not for a test to do on anyone's machine.
  it.skipIf(withoutChromium)('set CI up again without doing anything twice', async () => {
    for (let time = 0; time < 2; time++) expect(await succeed('bash', ['scripts/ci-setup.sh'])).toBe('');
  });

  it('build refuses a package that is not there', async () => {
    const { code, stderr } = await command(process.execPath, ['scripts/build.mjs', 'nothing']);
    expect(code).toBe(2);
    expect(stderr).toContain('No package nothing; there are core');
  });

  it('the command is there in the workspace root: npx cvd', async () => {
    expect(await succeed('npx', ['cvd', '--version'])).toMatch(/^\d+\.\d+\.\d+$/m);
  });
});
