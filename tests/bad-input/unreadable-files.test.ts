import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readCsv } from '@cvd/core/node';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../packages/cli/test/support/folder.js';
import { refusal } from './support/refusal.js';
import { type Refusal, refused } from './support/run.js';

const folder = temporaryFolder();
const good = 'age,sex\n61,f\n34,m\n';
const gz = gzipSync('age,sex\n61,f\n'.repeat(100));

/** Faulty CSV files: the place as editors show it, and what to do. */
const faulty: [name: string, bytes: string | Buffer, code: Refusal['code'], place: string, advice: RegExp][] = [
  ['unfinished.csv', 'a,b\n1,"x\n2,y\n', 'CVD_CSV_SYNTAX', '2:3', /close it/],
  ['trailing.csv', 'a,b\n1,"x"y\n', 'CVD_CSV_SYNTAX', '2:6', /end the cell there/],
  ['short.csv', 'a,b\n1,x\n2\n', 'CVD_CSV_RAGGED_ROW', '3:2', /1 cell where the header has 2/],
  ['long.csv', 'a,b\n1,x\n2,y,z\n', 'CVD_CSV_RAGGED_ROW', '3:6', /3 cells where the header has 2/],
  ['latin.csv', Buffer.from('a,b\n1,x\n2,\xff\n', 'latin1'), 'CVD_CSV_ENCODING', '3:3', /UTF-8/],
  ['empty.csv', '', 'CVD_CSV_HEADER', '1:1', /header/],
  ['blank.csv', '\n\n\n', 'CVD_CSV_HEADER', '1:1', /header/],
  ['twice.csv', 'a,b,a\n1,2,3\n', 'CVD_CSV_HEADER', '1:5', /name of its own/],
  ['unnamed.csv', 'a,\n1,2\n', 'CVD_CSV_HEADER', '1:3', /name/],
];

beforeAll(() => {
  writeFileSync(join(folder, 'good.csv'), good);
  for (const [name, bytes] of faulty) writeFileSync(join(folder, name), bytes);
  for (const name of ['is.csv', 'is.ndjson', 'is.arrow', 'is.parquet', 'is.db', 'is.cvd'])
    mkdirSync(join(folder, name));
  for (const name of ['no.csv.gz', 'no.parquet', 'no.arrow', 'no.db']) writeFileSync(join(folder, name), 'hello');
  writeFileSync(join(folder, 'no.ndjson'), '{"a":1}\n{"a":\n');
  writeFileSync(join(folder, 'cut.csv.gz'), gz.subarray(0, gz.length - 9));
});

const spoken = ['unfinished.csv', 'short.csv', 'latin.csv', 'empty.csv', 'twice.csv'];

describe('a faulty CSV file', () => {
  it.each(faulty)('%s: the error has file, line and column', async (name, _, code, place, advice) => {
    const path = join(folder, name);
    const error = await refusal(() => readCsv(path), code, advice);
    expect(error.message.startsWith(`${path}:${place}: `), error.message).toBe(true);
    const [line, column] = place.split(':').map(Number);
    expect(error).toMatchObject({ file: path, line, column });
  });

  it.each(faulty.filter(([name]) => spoken.includes(name)))(
    '%s: fit ends with 1 and says where',
    async (name, _, code, place, advice) => {
      const says = new RegExp(`^cvd: ${name}:${place}: .*${advice.source}`);
      await refused(folder, ['fit', name, '--out', 'model.cvd'], { exit: 1, code, says });
    },
  );

  it.each<[command: string, args: string[]]>([
    ['detect', ['detect', 'short.csv']],
    ['split', ['split', 'short.csv', '--holdout', '.5', '--out-train', 'a.csv', '--out-holdout', 'b.csv']],
    ['evaluate', ['evaluate', 'short.csv', 'good.csv']],
  ])('%s says the same', async (_, args) => {
    await refused(folder, args, { exit: 1, code: 'CVD_CSV_RAGGED_ROW', says: /^cvd: short\.csv:3:2: / });
  });
});

const out = ['--out', 'model.cvd'];

describe('a file that cannot be read', () => {
  it.each<[args: string[], code: Refusal['code'], says: RegExp]>([
    [['fit', 'none.csv', ...out], 'CVD_FILE_NOT_FOUND', /none\.csv.*Check the path/],
    [['fit', 'none.ndjson', ...out], 'CVD_FILE_NOT_FOUND', /none\.ndjson/],
    [['fit', 'none.arrow', ...out], 'CVD_FILE_NOT_FOUND', /none\.arrow/],
    [['fit', 'none.parquet', ...out], 'CVD_FILE_NOT_FOUND', /none\.parquet/],
    [['fit', 'duckdb:none.db#rows', ...out], 'CVD_FILE_NOT_FOUND', /none\.db/],
    [['evaluate', 'good.csv', 'none.csv'], 'CVD_FILE_NOT_FOUND', /none\.csv/],
    [['sample', 'none.cvd', '--rows', '1', '--out', 'rows.csv'], 'CVD_FILE_NOT_FOUND', /none\.cvd/],
    [['fit', 'is.csv', ...out], 'CVD_FILE_READ', /is\.csv.*Check that it is a file/],
    [['fit', 'is.arrow', ...out], 'CVD_FILE_READ', /is\.arrow/],
    [['fit', 'is.parquet', ...out], 'CVD_FILE_READ', /is\.parquet/],
    [['fit', 'duckdb:is.db#rows', ...out], 'CVD_FILE_READ', /is\.db/],
    [['info', 'is.cvd'], 'CVD_FILE_READ', /is\.cvd/],
    [['fit', 'cut.csv.gz', ...out], 'CVD_FILE_READ', /gzip.*cut off/],
    [['fit', 'no.parquet', ...out], 'CVD_FILE_READ', /no\.parquet/],
    [['fit', 'duckdb:no.db#rows', ...out], 'CVD_FILE_READ', /no DuckDB database/],
    [['fit', 'no.ndjson', ...out], 'CVD_NDJSON_SYNTAX', /no\.ndjson:2:\d+: /],
    [['fit', 'no.arrow', ...out], 'CVD_ARROW_FORMAT', /no\.arrow is no Arrow/],
  ])('%j ends with 1', async (args, code, says) => {
    await refused(folder, args, { exit: 1, code, says });
  });
});
