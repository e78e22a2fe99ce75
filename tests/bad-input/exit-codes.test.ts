import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cvd, jsonLines } from '../../packages/cli/test/support/cvd.js';
import { temporaryFolder } from '../../packages/cli/test/support/folder.js';
import { done, filesIn, refused } from './support/run.js';

const folder = temporaryFolder();
beforeAll(async () => {
  writeFileSync(join(folder, 'people.csv'), `age,sex\n${'61,f\n34,m\n'.repeat(20)}`);
  await done(folder, ['fit', 'people.csv', '--seed', '7', '--out', 'model.cvd']);
});

describe('a command line that is not understood', () => {
  it.each<[args: string[], says: RegExp]>([
    [['fitt'], /unknown command 'fitt'/],
    [['fit', 'people.csv', '--out', 'm.cvd', '--speed', '3'], /unknown option '--speed'/],
    [['fit', 'people.csv'], /'--out <model>'/],
    [['fit', '--out', 'm.cvd'], /missing required argument 'file'/],
    [['sample', 'model.cvd', '--rows', '1', '--format', 'xml', '--out', '-'], /xml/],
  ])('%j ends with 2 and a word about help', async (args, says) => {
    const before = filesIn(folder);
    const { code, stdout, stderr } = await cvd(args, { cwd: folder });
    expect(stderr).toMatch(says);
    expect(stderr).toContain('--help');
    expect(stderr).not.toMatch(/^\s+at /m);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(filesIn(folder)).toEqual(before);
  });

  it.each<[args: string[], says: RegExp]>([
    [['fit', 'people.xlsx', '--out', 'm.cvd'], /people\.xlsx.*FILE\.csv/],
    [['fit', '-', '--out', 'm.cvd'], /not from -/],
    [['sample', 'model.cvd', '--rows', '1', '--out', 'duckdb:rows.db'], /names no table/],
  ])('%j ends with 2 and says what was expected', async (args, says) => {
    await refused(folder, args, { exit: 2, code: 'CVD_USAGE', says });
  });
});

describe('--json-progress', () => {
  it('tells an error as one line of JSON with its code', async () => {
    const { code, stdout, stderr } = await cvd(['fit', 'none.csv', '--out', 'm.cvd', '--json-progress'], {
      cwd: folder,
    });
    expect(jsonLines(stderr)).toEqual([
      { event: 'error', code: 'CVD_FILE_NOT_FOUND', message: expect.stringMatching(/none\.csv.*Check the path/) },
    ]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });
});
