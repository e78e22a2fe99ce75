import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parseCsv, parseNdjson, type Table } from '@cvd/core';
import { fromArrowIpc } from '@cvd/core/arrow';
import { readDuckdb, readParquet } from '@cvd/duckdb-sink';
import { beforeAll, describe, expect, it } from 'vitest';
import { cvd, cvdSmall, jsonLines } from './support/cvd.js';
import { temporaryFolder } from './support/folder.js';

const folder = temporaryFolder();
const inFolder = { cwd: folder };
const file = (name: string): Buffer => readFileSync(join(folder, name));
const sample = (...args: string[]) => cvd(['sample', 'model.cvd', ...args], inFolder);
const rowsOf = (table: Table) => [...table.toRows()];
let expected: Table;

beforeAll(async () => {
  const { code, stderr } = await cvd(['fit', cvdSmall, '--seed', '7', '--out', 'model.cvd'], inFolder);
  expect(code, stderr).toBe(0);
  expected = parseCsv((await sample('--rows', '200', '--out', '-')).stdout);
});

describe('cvd sample', () => {
  it('writes CSV to standard output, exactly the rows asked for, and says where its seed is from', async () => {
    const { code, stdout, stderr } = await sample('--rows', '200', '--out', '-');
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(201);
    expect(stderr).toMatch(/^Seed 7 \(that of the model/m);
    expect(stderr).toMatch(/200 rows written to standard output/);
  });

  it('counts one row as one', async () => {
    expect((await sample('--rows', '1', '--out', 'one.csv')).stderr).toMatch(/^1 row written/m);
  });

  it('gives a header alone for 0 rows', async () => {
    const { code, stdout } = await sample('--rows', '0', '--out', '-');
    expect(code).toBe(0);
    expect(stdout.trimEnd().split(',')).toEqual(expected.names);
  });

  it.each<[name: string, read: (bytes: Buffer, path: string) => Table | Promise<Table>]>([
    ['rows.csv', (bytes) => parseCsv(bytes)],
    ['rows.csv.gz', (bytes) => parseCsv(gunzipSync(bytes))],
    ['rows.ndjson', (bytes) => parseNdjson(bytes)],
    ['rows.arrow', (bytes) => fromArrowIpc(bytes)],
    ['rows.parquet', (_, path) => readParquet(path)],
  ])('writes %s with the same rows', async (name, read) => {
    const { code, stderr } = await sample('--rows', '200', '--out', name);
    expect(code, stderr).toBe(0);
    expect(rowsOf(await read(file(name), join(folder, name)))).toEqual(rowsOf(expected));
  });

  it('writes a DuckDB table and names the run', async () => {
    const { code, stderr } = await sample('--rows', '200', '--out', 'duckdb:rows.db#people of 2021');
    expect(code, stderr).toBe(0);
    expect(stderr).toMatch(/200 rows written to table "people of 2021" of rows\.db, run [0-9a-f-]{36}\./);
    expect(rowsOf(await readDuckdb(join(folder, 'rows.db'), 'people of 2021'))).toEqual(rowsOf(expected));
  });

  it.each<[form: string, read: (bytes: Buffer) => Table]>([
    ['csv', (bytes) => parseCsv(bytes)],
    ['ndjson', (bytes) => parseNdjson(bytes)],
    ['arrow', (bytes) => fromArrowIpc(bytes)],
  ])('writes %s to standard output with --format', async (form, read) => {
    const { code, bytes } = await sample('--rows', '200', '--out', '-', '--format', form);
    expect(code).toBe(0);
    expect(rowsOf(read(bytes))).toEqual(rowsOf(expected));
  });

  it('gives the same row i whatever the start', async () => {
    const { stdout } = await sample('--rows', '50', '--start', '150', '--out', '-');
    expect(rowsOf(parseCsv(stdout))).toEqual(rowsOf(expected.slice(150, 200)));
  });

  it('gives other rows for another seed', async () => {
    const { stdout, stderr } = await sample('--rows', '200', '--seed', '8', '--out', '-');
    expect(rowsOf(parseCsv(stdout))).not.toEqual(rowsOf(expected));
    expect(stderr).not.toContain('Seed');
  });

  it('meets every condition in every row', async () => {
    const where = ['BMI>=30', 'Sex in (Male)', '"Height_(cm)" < 175', "General_Health != 'Poor'"];
    const args = where.flatMap((condition) => ['--where', condition]);
    const { code, stdout, stderr } = await sample('--rows', '300', ...args, '--out', '-');
    expect(code, stderr).toBe(0);
    const rows = rowsOf(parseCsv(stdout));
    expect(rows).toHaveLength(300);
    for (const row of rows) {
      expect(Number(row.BMI)).toBeGreaterThanOrEqual(30);
      expect(Number(row['Height_(cm)'])).toBeLessThan(175);
      expect(row.Sex).toBe('Male');
      expect(row.General_Health).not.toBe('Poor');
    }
  });

  it('tells its progress as JSON lines', async () => {
    const { stderr } = await sample('--rows', '30000', '--json-progress', '--out', 'many.csv');
    const progress = jsonLines(stderr).filter(({ event }) => event === 'progress');
    expect(progress.length).toBeGreaterThan(1);
    expect(progress.at(-1)).toMatchObject({ phase: 'sampling', fraction: 1, rows: 30000 });
  });

  it('ends quietly when nobody reads on, as before `| head`', async () => {
    const { code, stderr } = await cvd(['sample', 'model.cvd', '--rows', '300000', '--quiet', '--out', '-'], {
      ...inFolder,
      stopReadingAfter: 1000,
    });
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });
});
