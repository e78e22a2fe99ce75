import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { columnSpecs, type Table, tableFromColumns } from '@cvd/core';
import { readCsv } from '@cvd/core/node';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, describe, expect, it } from 'vitest';
import { duckdbSink, duckdbSource, readDuckdb, readParquet, writeParquet } from '../src/index.js';

const folder = mkdtempSync(join(tmpdir(), 'cvd-duckdb-read-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
const newPath = (extension: string): string => join(folder, `${files++}${extension}`);

/** A database file made by plain SQL. */
const database = async (...statements: string[]): Promise<string> => {
  const path = newPath('.db');
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  for (const statement of statements) await connection.run(statement);
  connection.closeSync();
  instance.closeSync();
  return path;
};

const rowsOf = (table: Table) => [...table.toRows()];
const specsOf = (table: Table) => Object.fromEntries(columnSpecs(table));

describe('readDuckdb', () => {
  it('reads each DuckDB type as documented', async () => {
    const path = await database(
      `CREATE TABLE t AS SELECT true AS bool, 1::TINYINT AS tiny, 4294967295::UINTEGER AS uint, 1.5::DOUBLE AS double,
         0.5::FLOAT AS float, 12345678901234.5678::DECIMAL(18,4) AS decimal, 7::DECIMAL(18,0) AS whole, 'x' AS text,
         'a'::ENUM('a','b') AS enum, '01890000-0000-7000-8000-000000000001'::UUID AS uuid, TIME '12:34:56' AS time,
         INTERVAL 3 DAY AS interval, DATE '1969-12-31' AS date, TIMESTAMP '2024-02-29 12:00:00.123456' AS us,
         TIMESTAMP_S '1969-12-31 23:59:59' AS s, TIMESTAMP_MS '2024-02-29 12:00:00.123' AS ms,
         TIMESTAMP_NS '2024-02-29 12:00:00.123456789' AS ns, TIMESTAMPTZ '2024-02-29 12:00:00+02' AS zoned`,
      `INSERT INTO t (bool) VALUES (NULL)`,
    );
    const table = await readDuckdb(path, 't');
    const wall = (unit: string) => ({ type: 'timestamp', unit, timezone: null });
    expect(specsOf(table)).toEqual({
      bool: 'bool',
      tiny: 'float64',
      uint: 'float64',
      double: 'float64',
      float: 'float64',
      decimal: 'float64',
      whole: 'float64',
      text: 'utf8',
      enum: 'utf8',
      uuid: 'utf8',
      time: 'utf8',
      interval: 'utf8',
      date: wall('s'),
      us: wall('us'),
      s: wall('s'),
      ms: wall('ms'),
      ns: wall('ns'),
      zoned: { type: 'timestamp', unit: 'us', timezone: 'UTC' },
    });
    expect(rowsOf(table)).toEqual([
      {
        bool: true,
        tiny: 1,
        uint: 4294967295,
        double: 1.5,
        float: 0.5,
        decimal: Number('12345678901234.5678'),
        whole: 7,
        text: 'x',
        enum: 'a',
        uuid: '01890000-0000-7000-8000-000000000001',
        time: '12:34:56',
        interval: '3 days',
        date: '1969-12-31T00:00:00',
        us: '2024-02-29T12:00:00.123456',
        s: '1969-12-31T23:59:59',
        ms: '2024-02-29T12:00:00.123',
        ns: '2024-02-29T12:00:00.123456789',
        zoned: '2024-02-29T10:00:00.000000Z',
      },
      Object.fromEntries(table.names.map((name) => [name, null])),
    ]);
  });

  it('reads wide integers as float64 while all are safe, as int64 beyond, and refuses what is wider', async () => {
    const path = await database(
      `CREATE TABLE safe AS SELECT * FROM (VALUES (9007199254740991::BIGINT, -9007199254740991::HUGEINT), (NULL, NULL)) v(a, b)`,
      `CREATE TABLE wide AS SELECT 9007199254740993::BIGINT AS a, (-9223372036854775808)::HUGEINT AS b, 9223372036854775807::UBIGINT AS c`,
      `CREATE TABLE wider AS SELECT 9223372036854775808::HUGEINT AS a`,
    );
    expect(rowsOf(await readDuckdb(path, 'safe'))).toEqual([
      { a: 2 ** 53 - 1, b: -(2 ** 53 - 1) },
      { a: null, b: null },
    ]);
    expect(rowsOf(await readDuckdb(path, 'wide'))).toEqual([{ a: 2n ** 53n + 1n, b: -(2n ** 63n), c: 2n ** 63n - 1n }]);
    await expect(readDuckdb(path, 'wider')).rejects.toMatchObject({ code: 'CVD_INVALID_COLUMN', column: 'a' });
  });

  it('gives the nearest double of a DECIMAL', async () => {
    const path = await database(
      `CREATE TABLE t AS SELECT 0.1::DECIMAL(38,20) AS a, 90071992547409.931::DECIMAL(17,3) AS b`,
    );
    expect(rowsOf(await readDuckdb(path, 't'))).toEqual([{ a: 0.1, b: Number('90071992547409.931') }]);
  });

  it('refuses nested types and infinite times, naming the column', async () => {
    const path = await database(
      `CREATE TABLE list AS SELECT 1 AS a, [1, 2] AS b`,
      `CREATE TABLE infinite AS SELECT 'infinity'::TIMESTAMP AS t`,
    );
    await expect(readDuckdb(path, 'list')).rejects.toMatchObject({ code: 'CVD_INVALID_COLUMN', column: 'b' });
    await expect(readDuckdb(path, 'infinite')).rejects.toMatchObject({ code: 'CVD_INVALID_COLUMN', column: 't' });
    expect(rowsOf(await readDuckdb(path, 'list', { columns: ['a'] }))).toEqual([{ a: 1 }]);
  });

  it('counts NaN as missing and keeps infinite numbers', async () => {
    const path = await database(`CREATE TABLE t AS SELECT * FROM (VALUES ('NaN'::DOUBLE), ('-Infinity'::DOUBLE)) v(a)`);
    expect(rowsOf(await readDuckdb(path, 't'))).toEqual([{ a: null }, { a: -Infinity }]);
  });

  it('keeps Yes and No as text, and the order and values of a whole file', async () => {
    const real = await readCsv(new URL('../../../examples/data/cvd_small.csv', import.meta.url).pathname);
    const path = newPath('.db');
    const sink = duckdbSink({ path, table: 'PATIENT_DATA' });
    await sink.open();
    await sink.write({ table: real, runId: 'r', firstRow: 0, fingerprint: 'f' });
    await sink.close();
    const back = await readDuckdb(path, 'PATIENT_DATA');
    expect(specsOf(back)).toEqual(specsOf(real));
    expect(rowsOf(back)).toEqual(rowsOf(real));
    expect(back.at(0, 'Exercise')).toMatch(/^(Yes|No)$/);
  });

  it('names a file, a table or a column that is not there, and a file that is no database', async () => {
    const path = await database(`CREATE TABLE "a""b" AS SELECT 1 AS x`);
    await expect(readDuckdb(newPath('.db'), 't')).rejects.toMatchObject({ code: 'CVD_FILE_NOT_FOUND' });
    await expect(readDuckdb(path, 't')).rejects.toThrow(/no table "t" \(known: "a"b"\)\. Name one of these/);
    const landed = newPath('.db');
    const sink = duckdbSink({ path: landed, table: 'people' });
    await sink.open();
    await sink.write({ table: tableFromColumns({ a: [1] }), runId: 'r', firstRow: 0, fingerprint: 'f' });
    await sink.close();
    await expect(readDuckdb(landed, 't')).rejects.toThrow(/no table "t" \(known: "people"\)/);
    await expect(readDuckdb(path, 'a"b', { columns: ['y'] })).rejects.toMatchObject({
      code: 'CVD_UNKNOWN_COLUMN',
      column: 'y',
    });
    expect(rowsOf(await readDuckdb(path, 'A"B'))).toEqual([{ x: 1 }]);
    const text = newPath('.db');
    writeFileSync(text, 'a,b\n'.repeat(1000));
    await expect(readDuckdb(text, 't')).rejects.toMatchObject({
      code: 'CVD_FILE_READ',
      reason: 'it is no DuckDB database',
    });
  });
});

describe('duckdbSource', () => {
  it('opens more than once, in batches of one type each time, and can be left early', async () => {
    const path = await database(
      `CREATE TABLE t AS SELECT i AS a, CASE WHEN i % 3 = 0 THEN NULL ELSE 'x' || (i % 5) END AS b FROM range(100000) r(i)`,
    );
    const source = duckdbSource({ path, table: 't', batchRows: 2048 });
    for (let time = 0; time < 2; time++) {
      let rows = 0;
      for await (const batch of source.open()) {
        expect(specsOf(batch)).toEqual({ a: 'float64', b: 'utf8' });
        for (const row of [0, batch.rows - 1]) {
          expect(batch.at(row, 'a')).toBe(rows + row);
          expect(batch.at(row, 'b')).toBe((rows + row) % 3 === 0 ? null : `x${(rows + row) % 5}`);
        }
        rows += batch.rows;
        expect(batch.rows).toBeLessThanOrEqual(2048);
      }
      expect(rows).toBe(100_000);
    }
    for await (const _ of source.open()) break;
    // The file is free again: it can be opened for writing.
    const sink = duckdbSink({ path, table: 'other' });
    await sink.open();
    await sink.close();
  });

  it('reads an empty table as one empty batch, with its columns', async () => {
    const path = await database(`CREATE TABLE t (a DOUBLE, b VARCHAR)`);
    const table = await readDuckdb(path, 't');
    expect([table.rows, table.names]).toEqual([0, ['a', 'b']]);
  });

  it('refuses batches of no rows', () => {
    expect(() => duckdbSource({ path: 'x', table: 't', batchRows: 0 })).toThrow(
      expect.objectContaining({ code: 'CVD_INVALID_OPTION' }),
    );
  });
});

describe('writeParquet and readParquet', () => {
  it('give a table back, in a path with marks that DuckDB takes for patterns and folders for columns', async () => {
    const table = tableFromColumns({
      'Height_(cm)': [1.5, null, 0.1],
      ingested_at: ['a', 'Größe 🫀', null],
      flag: [true, null, false],
      big: [2n ** 63n - 1n, null, 1n],
      when: [new Date(0), null, new Date(86_399_999)],
    });
    const path = join(folder, `odd [a]*?'key=1.parquet`);
    expect(await writeParquet(table, path)).toEqual({ rows: 3 });
    const back = await readParquet(path);
    expect(rowsOf(back).map((row) => ({ ...row, when: row.when && String(row.when).slice(0, 23) }))).toEqual(
      rowsOf(table).map((row) => ({ ...row, when: row.when && String(row.when).slice(0, 23) })),
    );
    expect(await readParquet(path, { columns: ['flag'] })).toMatchObject({ names: ['flag'], rows: 3 });
  });

  it('writes a stream of batches in order, types refined by metadata', async () => {
    const metadata = {
      METADATA_SPEC_VERSION: 'V1',
      tables: { t: { columns: { i: { sdtype: 'numerical', computer_representation: 'Int64' } } } },
    } as const;
    async function* batches() {
      for (let start = 0; start < 5000; start += 1000)
        yield tableFromColumns({ i: Float64Array.from({ length: 1000 }, (_, k) => start + k) });
    }
    const path = newPath('.parquet');
    expect(await writeParquet(batches(), path, { metadata })).toEqual({ rows: 5000 });
    const back = await readParquet(path);
    expect(Array.from({ length: 5000 }, (_, i) => back.at(i, 'i'))).toEqual(Array.from({ length: 5000 }, (_, i) => i));
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const types = await connection.runAndReadAll(`DESCRIBE SELECT * FROM '${path}'`);
    expect(types.getRows()[0]!.slice(0, 2)).toEqual(['i', 'BIGINT']);
    connection.closeSync();
    instance.closeSync();
  });

  it('leave nothing when the rows fail, when aborted, and where there is no folder', async () => {
    const path = newPath('.parquet');
    async function* failing() {
      yield tableFromColumns({ a: [1] });
      throw new Error('source broke');
    }
    await expect(writeParquet(failing(), path)).rejects.toThrow('source broke');
    await expect(writeParquet(failing(), path, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'CVD_ABORTED',
    });
    await expect(readParquet(path)).rejects.toMatchObject({ code: 'CVD_FILE_NOT_FOUND' });
    const nowhere = join(folder, 'none', 'x.parquet');
    await expect(writeParquet(tableFromColumns({ a: [1] }), nowhere)).rejects.toMatchObject({
      code: 'CVD_FILE_WRITE',
      path: nowhere,
    });
    const { readdirSync } = await import('node:fs');
    expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('name a file that is no Parquet', async () => {
    const path = newPath('.parquet');
    writeFileSync(path, 'a,b\n1,2\n');
    await expect(readParquet(path)).rejects.toMatchObject({ code: 'CVD_FILE_READ', path });
  });
});
