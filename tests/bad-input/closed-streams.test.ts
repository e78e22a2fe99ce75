import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatCsv } from '@cvd/core';
import { save } from '@cvd/core/node';
import { beforeAll, describe, expect, it } from 'vitest';
import { bin } from '../../packages/cli/test/support/cvd.js';
import { temporaryFolder } from '../../packages/cli/test/support/folder.js';
import { filesIn, shell } from './support/run.js';
import { fitted, realRows } from './support/table.js';

const folder = temporaryFolder();
beforeAll(async () => {
  const real = await realRows(400);
  writeFileSync(join(folder, 'real.csv'), formatCsv(real));
  await save(await fitted(real), join(folder, 'model.cvd'));
});

describe.skipIf(process.platform === 'win32')('a reader of standard output that goes away, as head does,', () => {
  it.each<[args: string[]]>([
    [['sample', 'model.cvd', '--rows', '1e9', '--out', '-']],
    [['sample', 'model.cvd', '--rows', '1e9', '--format', 'ndjson', '--out', '-']],
    [['sample', 'model.cvd', '--rows', '1e9', '--format', 'arrow', '--out', '-']],
    [['fit', 'real.csv', '--out', '-']],
    [['detect', 'real.csv']],
    [['info', 'model.cvd', '--json']],
  ])('ends %j quietly with 0', async (args) => {
    const before = filesIn(folder);
    const { stderr } = await shell('{ "$@"; echo "exit $?" >&2; } | head -c 1 > /dev/null', [...args, '--quiet'], {
      cwd: folder,
    });
    expect(stderr).toBe('exit 0\n');
    expect(filesIn(folder)).toEqual(before);
  });
});

describe('standard error that nobody reads', () => {
  /** Runs `cvd` with the other end of standard error closed. */
  const unheard = (args: readonly string[]): Promise<number | null> =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [bin, ...args], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
      child.stderr.destroy();
      child.on('error', reject);
      child.on('close', resolve);
    });

  it('does not stop the work', async () => {
    const out = ['--json-progress', '--out', 'rows.csv'];
    expect(await unheard(['sample', 'model.cvd', '--rows', '30000', ...out])).toBe(0);
    expect(filesIn(folder)).toEqual(['model.cvd', 'real.csv', 'rows.csv']);
    expect(readFileSync(join(folder, 'rows.csv'), 'utf8').trimEnd().split('\n')).toHaveLength(30_001);
  });

  it('does not change the exit code of what fails', async () => {
    const before = filesIn(folder);
    expect(await unheard(['fit', 'none.csv', '--out', 'none.cvd'])).toBe(1);
    expect(await unheard(['sample', 'model.cvd', '--rows', '-1', '--out', 'none.csv'])).toBe(2);
    expect(filesIn(folder)).toEqual(before);
  });
});
