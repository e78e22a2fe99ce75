import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatCsv } from '@cvd/core';
import { save } from '@cvd/core/node';
import { readDuckdb } from '@cvd/duckdb-sink';
import { beforeAll, describe, expect, it } from 'vitest';
import { cvd } from '../../packages/cli/test/support/cvd.js';
import { temporaryFolder } from '../../packages/cli/test/support/folder.js';
import { done, expectRefusal, filesIn, type Refusal, refused, shell } from './support/run.js';
import { fitted, realRows } from './support/table.js';

const folder = temporaryFolder();
beforeAll(async () => {
  const real = await realRows(400);
  writeFileSync(join(folder, 'real.csv'), formatCsv(real));
  await save(await fitted(real), join(folder, 'model.cvd'));
  for (const name of ['kept.csv', 'kept.csv.gz', 'kept.ndjson', 'kept.arrow', 'kept.parquet', 'kept.cvd', 'kept.json'])
    writeFileSync(join(folder, name), 'what stood there before');
});

const sample = (out: string, rows = 5_000): string[] => ['sample', 'model.cvd', '--rows', `${rows}`, '--out', out];
const split = (train: string, holdout: string): string[] => {
  const parts = ['--out-train', train, '--out-holdout', holdout];
  return ['split', 'real.csv', '--holdout', '.5', ...parts];
};
const full = { exit: 1, code: 'CVD_FILE_WRITE', says: /disk has room/ } as const;
const fullDuckdb = { exit: 1, code: 'CVD_SINK_WRITE', says: /make room on the disk/ } as const;

/** Files may not grow beyond so many blocks (of 512 bytes or 1 KiB, as the shell has it): the system refuses as on a full disk. */
const limited = (blocks: number) => (args: readonly string[], options: { readonly cwd?: string }) =>
  shell(`ulimit -f ${blocks}; exec "$@"`, args, options);

describe.skipIf(process.platform === 'win32')('a disk that fills up', () => {
  it.each<[what: string, blocks: number, args: string[], expected: Refusal]>([
    ['rows in CSV', 64, sample('rows.csv', 30_000), full],
    ['rows in CSV over a file', 64, sample('kept.csv'), full],
    ['rows in compressed CSV over a file', 64, sample('kept.csv.gz'), full],
    ['rows in NDJSON over a file', 64, sample('kept.ndjson'), full],
    ['rows in Arrow over a file', 64, sample('kept.arrow'), full],
    ['rows in Parquet over a file', 64, sample('kept.parquet'), fullDuckdb],
    ['the header of a database', 8, sample('duckdb:rows.db#rows'), full],
    ['the first rows of a database', 64, sample('duckdb:rows.db#rows'), fullDuckdb],
    ['a model over a file', 8, ['fit', 'real.csv', '--out', 'kept.cvd'], full],
    ['a fit report', 1, ['fit', 'real.csv', '--out', '/dev/null', '--report', 'kept.json', '--quiet'], full],
    ['metadata over a file', 1, ['detect', 'real.csv', '--out', 'kept.json', '--quiet'], full],
    ['both parts of a split', 8, split('train.csv', 'holdout.csv'), full],
    ['an evaluation', 1, ['evaluate', 'real.csv', 'real.csv', '--json', 'kept.json'], full],
  ])('leaves no part of %s', async (_, blocks, args, expected) => {
    await refused(folder, args, expected, limited(blocks));
    for (const name of filesIn(folder).filter((file) => file.startsWith('kept.')))
      expect(readFileSync(join(folder, name), 'utf8'), name).toBe('what stood there before');
  });

  it('leaves a database the whole batches it had', async () => {
    await done(folder, sample('duckdb:full.db#rows', 20_000));
    const outcome = await limited(2_500)(sample('duckdb:full.db#rows', 2_000_000), { cwd: folder });
    expectRefusal({ ...outcome, code: outcome.code ?? -1 }, fullDuckdb);
    const { rows } = await readDuckdb(join(folder, 'full.db'), 'rows');
    expect(rows).toBeGreaterThanOrEqual(20_000);
    expect(rows % 10_000).toBe(0);
  });
});

describe.skipIf(!existsSync('/dev/full'))('a full device', () => {
  it.each<[what: string, args: string[]]>([
    ['rows', sample('-', 30)],
    ['a model', ['fit', 'real.csv', '--quiet', '--out', '-']],
    ['metadata', ['detect', 'real.csv', '--quiet']],
  ])('on standard output is a typed error: %s', async (_, args) => {
    await refused(folder, [...args], { exit: 1, code: 'CVD_FILE_WRITE', says: /ENOSPC/ }, (all, options) =>
      shell('exec "$@" > /dev/full', [...all, '--quiet'], options),
    );
  });

  it.each(['full.csv', 'full.ndjson', 'full.arrow'])('behind the name %s is a typed error', async (name) => {
    symlinkSync('/dev/full', join(folder, name));
    await refused(folder, sample(name, 30), { exit: 1, code: 'CVD_FILE_WRITE', says: /ENOSPC/ });
  });
});

describe('a place where nothing can be written', () => {
  const cannot = {
    exit: 1,
    code: 'CVD_FILE_WRITE',
    says: /Check that the folder exists, that you may write there/,
  } as const;
  beforeAll(() => {
    for (const name of ['is.csv', 'is.parquet', 'is.db', 'is.cvd']) mkdirSync(join(folder, name));
  });

  it.each<[what: string, args: string[]]>([
    ['no such folder, for CSV', sample('no/rows.csv', 30)],
    ['no such folder, for Parquet', sample('no/rows.parquet', 30)],
    ['no such folder, for DuckDB', sample('duckdb:no/rows.db#rows', 30)],
    ['no such folder, for a model', ['fit', 'real.csv', '--out', 'no/model.cvd']],
    ['no such folder, for metadata', ['detect', 'real.csv', '--quiet', '--out', 'no/metadata.json']],
    ['no such folder, for the second part', split('train.csv', 'no/holdout.csv')],
    ['a file in place of the folder', sample('kept.csv/rows.csv', 30)],
    ['a folder in place of a CSV file', sample('is.csv', 30)],
    ['a folder in place of a Parquet file', sample('is.parquet', 30)],
    ['a folder in place of a database', sample('duckdb:is.db#rows', 30)],
    ['a folder in place of a model', ['fit', 'real.csv', '--quiet', '--out', 'is.cvd']],
  ])('%s', async (_, args) => {
    await refused(folder, args, cannot);
  });

  it('is noticed before the work is done, not after it', async () => {
    for (const out of ['no/model.cvd', 'is.cvd']) {
      const { code, stderr } = await cvd(['fit', 'real.csv', '--json-progress', '--out', out], { cwd: folder });
      expect(code).toBe(1);
      expect(stderr).toContain('CVD_FILE_WRITE');
      expect(stderr).not.toContain('"phase"');
    }
  });

  // Where nobody may write, root neither.
  it.skipIf(process.platform !== 'linux')('a folder that is read-only', async () => {
    await refused(folder, sample('/sys/rows.csv', 30), cannot);
    await refused(folder, sample('duckdb:/sys/rows.db#rows', 30), cannot);
  });
});
