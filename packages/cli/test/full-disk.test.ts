import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bin, cvd, cvdSmall } from './support/cvd.js';
import { temporaryFolder } from './support/folder.js';

const folder = temporaryFolder();

/** Runs cvd where no file may grow beyond 64 KiB: to a program the same as a disk that fills up. */
const withLittleSpace = (args: readonly string[]) =>
  spawnSync('bash', ['-c', 'ulimit -f 64; exec "$@"', 'bash', process.execPath, bin, ...args], {
    cwd: folder,
    encoding: 'utf8',
  });

beforeAll(async () => {
  await cvd(['fit', cvdSmall, '--seed', '7', '--out', 'model.cvd'], { cwd: folder });
  writeFileSync(join(folder, 'kept.csv'), 'what stood there before');
});

describe.skipIf(process.platform === 'win32')('a disk that fills up', () => {
  it.each<[name: string, args: string[]]>([
    ['sample', ['sample', 'model.cvd', '--rows', '20000', '--out', 'rows.csv']],
    ['sample over a file', ['sample', 'model.cvd', '--rows', '20000', '--out', 'kept.csv']],
    ['sample, compressed', ['sample', 'model.cvd', '--rows', '20000', '--out', 'rows.csv.gz']],
    ['sample to Arrow', ['sample', 'model.cvd', '--rows', '20000', '--out', 'rows.arrow']],
    ['split', ['split', cvdSmall, '--holdout', '.5', '--out-train', 'a.csv', '--out-holdout', 'b.csv']],
  ])('%s ends with 1, a code and no half file', (_, args) => {
    const before = readdirSync(folder).sort();
    const { status, stderr } = withLittleSpace(args);
    expect(stderr).toContain('[CVD_FILE_WRITE]');
    expect(status).toBe(1);
    expect(readdirSync(folder).sort()).toEqual(before);
    expect(readFileSync(join(folder, 'kept.csv'), 'utf8')).toBe('what stood there before');
  });
});
