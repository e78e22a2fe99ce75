import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Batch, type Column, type Metadata, Table, tableFromColumns } from '@cvd/core';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, describe, expect, it } from 'vitest';
import { type DuckdbSinkOptions, duckdbSink, duckdbSource } from '../src/index.js';
import { queryAsAfterKill, SERVICE } from './landed-rows.js';

const folder = mkdtempSync(join(tmpdir(), 'cvd-duckdb-sink-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
const newPath = (): string => join(folder, `${files++}.db`);

const RUN = '01890000-0000-7000-8000-000000000001';
const batchOf = (table: Table, firstRow = 0, facts: Partial<Batch> = {}): Batch => ({
  table,
  firstRow,
  runId: RUN,
  fingerprint: '00112233aabbccdd',
  ...facts,
});

const collectGarbage = async () => {
  setFlagsFromString('--expose-gc');
  for (let time = 0; time < 3; time++) {
    runInNewContext('gc')();
    await new Promise((resolve) => setImmediate(resolve)); // finalizers run after the turn
  }
};

const numbers = (start: number, rows: number): Table =>
  tableFromColumns({ i: Float64Array.from({ length: rows }, (_, k) => start + k) });

/** Writes batches through a sink of their own. */
const land = async (options: DuckdbSinkOptions, batches: readonly Batch[], metadata?: Metadata) => {
  const sink = duckdbSink(options);
  await sink.open(metadata ? { metadata } : {});
  try {
    const receipts = [];
    for (const batch of batches) receipts.push(await sink.write(batch));
    return receipts;
  } finally {
    await sink.close();
  }
};

/** Runs SQL on a file that nobody holds. */
const execute = async (path: string, ...statements: string[]) => {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  for (const statement of statements) await connection.run(statement);
  connection.closeSync();
  instance.closeSync();
};

const query = async (path: string, sql: string) =>
  (await queryAsAfterKill(path, sql))?.map((row) =>
    Object.values(row).map((value) =>
      typeof value === 'bigint' ? Number(value) : typeof value === 'object' && value ? String(value) : value,
    ),
  );

const metadataOf = (columns: Metadata['tables'][string]['columns']): Metadata => ({
  METADATA_SPEC_VERSION: 'V1',
  tables: { table: { columns } },
});

const timestamps = (unit: 's' | 'ms' | 'us' | 'ns', timezone: string | null, values: bigint[]): Column => ({
  type: 'timestamp',
  unit,
  timezone,
  length: values.length,
  validity: null,
  values: BigInt64Array.from(values),
});

describe('the table that a sink makes', () => {
  it('has types by column and metadata, then the sink’s own columns', async () => {
    const path = newPath();
    const table = new Table([
      ...(['number', 'whole', 'text', 'flag'] as const).map((name): [string, Column] => [
        name,
        tableFromColumns({ number: [1.5], whole: [150], text: ['Yes'], flag: [true] }).column(name),
      ]),
      ['integer', { type: 'int64', length: 1, validity: null, values: BigInt64Array.of(5n) }],
      ['day', timestamps('s', null, [86_400n])],
      ['wall', timestamps('ms', null, [1n])],
      ['zoned', timestamps('us', 'UTC', [1n])],
      ['nano', timestamps('ns', null, [1n])],
    ]);
    const metadata = metadataOf({
      number: { sdtype: 'numerical', computer_representation: 'Float' },
      whole: { sdtype: 'numerical', computer_representation: 'Int64' },
      day: { sdtype: 'datetime', datetime_format: '%Y-%m-%d' },
      wall: { sdtype: 'datetime', datetime_format: '%Y-%m-%d %H:%M' },
    });
    const before = Date.now();
    await land({ path, table: 'PATIENT_DATA' }, [batchOf(table)], metadata);
    const types = await query(
      path,
      `SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'PATIENT_DATA' ORDER BY column_index`,
    );
    expect(Object.fromEntries(types as [string, string][])).toEqual({
      number: 'DOUBLE',
      whole: 'BIGINT',
      text: 'VARCHAR',
      flag: 'BOOLEAN',
      integer: 'BIGINT',
      day: 'DATE',
      wall: 'TIMESTAMP',
      zoned: 'TIMESTAMP WITH TIME ZONE',
      nano: 'TIMESTAMP_NS',
      ingested_at: 'TIMESTAMP',
      _run_id: 'VARCHAR',
      _row_index: 'BIGINT',
      _topic: 'VARCHAR',
      _partition: 'INTEGER',
      _offset: 'BIGINT',
    });
    expect(types!.map(([name]) => name)).toEqual([...table.names, ...SERVICE]);
    expect(
      await query(
        path,
        'SELECT whole, CAST(day AS VARCHAR), text, _run_id, _row_index, _topic, _partition, _offset FROM PATIENT_DATA',
      ),
    ).toEqual([[150, '1970-01-02', 'Yes', RUN, 0, null, null, null]]);
    const [[ingested]] = (await query(path, 'SELECT epoch_ms(ingested_at) FROM PATIENT_DATA')) as [[number]];
    expect(ingested).toBeGreaterThanOrEqual(before);
    expect(ingested).toBeLessThanOrEqual(Date.now());
  });

  it('stands in the schema asked for, under any name', async () => {
    const path = newPath();
    await land({ path, table: 'a "b" select', schema: 'My Schema' }, [batchOf(numbers(0, 2))]);
    expect(await query(path, 'SELECT i FROM "My Schema"."a ""b"" select"')).toEqual([[0], [1]]);
  });

  it('takes other names for the sink’s columns, and refuses rows that have one of them', async () => {
    const path = newPath();
    const table = tableFromColumns({ ingested_at: ['x'], _Topic: ['y'] });
    await expect(land({ path, table: 't' }, [batchOf(table)])).rejects.toMatchObject({
      code: 'CVD_SINK_SCHEMA',
      mismatches: [{ column: 'ingested_at' }, { column: '_Topic' }],
    });
    expect(await query(path, 'SELECT * FROM t')).toBeUndefined();
    await land({ path, table: 't', columns: { ingestedAt: 'landed', topic: 'source' } }, [batchOf(table)]);
    expect(await query(path, 'SELECT ingested_at, _topic, source, _row_index FROM t')).toEqual([['x', 'y', null, 0]]);
  });

  it('refuses names that DuckDB does not tell apart or cannot have', async () => {
    const table = tableFromColumns([
      ['bmi', [1]],
      ['BMI', [2]],
      ['', [3]],
    ]);
    await expect(land({ path: newPath(), table: 't' }, [batchOf(table)])).rejects.toMatchObject({
      code: 'CVD_SINK_SCHEMA',
      mismatches: [{ column: 'BMI' }, { column: '' }],
    });
  });

  it('is made also by a batch of no rows', async () => {
    const path = newPath();
    await land({ path, table: 't' }, [batchOf(numbers(0, 0))]);
    expect(await query(path, 'SELECT count(*) FROM t')).toEqual([[0]]);
  });
});

describe('a table that is there', () => {
  const service = `ingested_at TIMESTAMP, _run_id VARCHAR, _row_index BIGINT, _topic VARCHAR, _partition INTEGER, _offset BIGINT`;

  it('is filled by name, whatever the order and case of its columns', async () => {
    const path = newPath();
    await execute(path, `CREATE TABLE t (${service}, "B" VARCHAR, a INTEGER)`);
    await land({ path, table: 'T' }, [batchOf(tableFromColumns({ A: [1, null], b: ['x', null] }))]);
    expect(await query(path, 'SELECT a, "B", _row_index FROM t ORDER BY 3')).toEqual([
      [1, 'x', 0],
      [null, null, 1],
    ]);
  });

  it('is refused with every column that does not fit', async () => {
    const path = newPath();
    await execute(
      path,
      `CREATE TABLE t (a VARCHAR, surplus DOUBLE, f FLOAT, ${service.replace('_row_index BIGINT', '_row_index VARCHAR').replace(', _offset BIGINT', '')})`,
    );
    const table = tableFromColumns({ a: [1], f: [0.1], fresh: [true] });
    const error = await land({ path, table: 't' }, [batchOf(table)]).catch((thrown) => thrown);
    expect(error.code).toBe('CVD_SINK_SCHEMA');
    expect(error.mismatches).toEqual([
      { column: 'a', problem: 'is VARCHAR in the table and holds numbers in the rows' },
      { column: 'surplus', problem: 'is in the table and not in the rows' },
      { column: 'f', problem: 'is FLOAT in the table and holds numbers in the rows' },
      { column: '_row_index', problem: 'is VARCHAR in the table, BIGINT is needed' },
      { column: 'fresh', problem: 'is in the rows and not in the table' },
      { column: '_offset', problem: 'is needed by the sink and not in the table' },
    ]);
    expect(await query(path, 'SELECT count(*) FROM t')).toEqual([[0]]);
  });

  it.each<[string, Table]>([
    ['INTEGER', tableFromColumns({ v: Float64Array.from({ length: 5000 }, (_, i) => (i === 4500 ? 0.5 : i)) })],
    ['SMALLINT', tableFromColumns({ v: Float64Array.from({ length: 5000 }, (_, i) => (i === 4500 ? 40_000 : i)) })],
    ['UBIGINT', tableFromColumns({ v: Float64Array.from({ length: 5000 }, (_, i) => (i === 4500 ? -1 : i)) })],
    ['BIGINT', tableFromColumns({ v: Float64Array.from({ length: 5000 }, (_, i) => (i === 4500 ? 2 ** 63 : i)) })],
    [
      'DATE',
      new Table([
        [
          'v',
          timestamps(
            's',
            null,
            Array.from({ length: 5000 }, (_, i) => BigInt(i === 4500 ? 1 : i * 86_400)),
          ),
        ],
      ]),
    ],
    [
      'TIMESTAMP',
      new Table([
        [
          'v',
          timestamps(
            'ns',
            null,
            Array.from({ length: 5000 }, (_, i) => BigInt(i === 4500 ? 1 : i * 1000)),
          ),
        ],
      ]),
    ],
    [
      'TIMESTAMP_NS',
      new Table([
        [
          'v',
          timestamps(
            's',
            null,
            Array.from({ length: 5000 }, (_, i) => (i === 4500 ? 2n ** 40n : BigInt(i))),
          ),
        ],
      ]),
    ],
  ])('of %s keeps nothing of a batch with one value that it cannot hold', async (type, table) => {
    const path = newPath();
    await execute(path, `CREATE TABLE t (v ${type}, ${service})`);
    const sink = duckdbSink({ path, table: 't' });
    await sink.open();
    await expect(sink.write(batchOf(table))).rejects.toMatchObject({ code: 'CVD_SINK_WRITE' });
    // The rows before the bad one were handed to an appender already, which writes what it holds when it is collected.
    await collectGarbage();
    await sink.write(batchOf(table.slice(0, 10)));
    await sink.close();
    expect(await query(path, 'SELECT count(*), max(_row_index) FROM t')).toEqual([[10, 9]]);
  });
});

describe('the ledger', () => {
  const ledger = (path: string) => query(path, 'SELECT first_row, last_row FROM cvd_ledger ORDER BY 1');

  it('holds one range for a run written in order, and few for one written in pieces', async () => {
    const path = newPath();
    await land(
      { path, table: 't' },
      Array.from({ length: 50 }, (_, i) => batchOf(numbers(i * 10, 10), i * 10)),
    );
    expect(await ledger(path)).toEqual([[0, 499]]);
    const rowIndices = Float64Array.of(1000, 600, 601, 1002, 500);
    await land({ path, table: 't' }, [batchOf(numbers(0, 5), 0, { rowIndices })]);
    expect(await ledger(path)).toEqual([
      [0, 500],
      [600, 601],
      [1000, 1000],
      [1002, 1002],
    ]);
    await land({ path, table: 't' }, [batchOf(numbers(0, 600), 500)]);
    expect(await ledger(path)).toEqual([[0, 1099]]);
    expect(await query(path, 'SELECT count(*), count(DISTINCT _row_index) FROM t')).toEqual([[1100, 1100]]);
    expect(await query(path, 'SELECT table_name, run_id, fingerprint FROM cvd_runs')).toEqual([
      ['t', RUN, '00112233aabbccdd'],
    ]);
  });

  it('forgets a table that was dropped: its rows land again', async () => {
    const path = newPath();
    await land({ path, table: 't' }, [batchOf(numbers(0, 10))]);
    await execute(path, 'DROP TABLE t');
    expect(await land({ path, table: 't' }, [batchOf(numbers(0, 10))])).toEqual([{ written: 10, refused: 0 }]);
    expect(await ledger(path)).toEqual([[0, 9]]);
  });

  it('follows the rows where some were taken out, or where it was lost itself', async () => {
    const path = newPath();
    await land({ path, table: 't' }, [batchOf(numbers(0, 10))]);
    await execute(path, 'DELETE FROM t WHERE _row_index IN (3, 4, 7)');
    expect(await land({ path, table: 't' }, [batchOf(numbers(0, 12))])).toEqual([{ written: 5, refused: 7 }]);
    await execute(path, 'DROP TABLE cvd_ledger', 'DROP TABLE cvd_runs');
    expect(await land({ path, table: 't' }, [batchOf(numbers(0, 13))])).toEqual([{ written: 1, refused: 12 }]);
    expect(await ledger(path)).toEqual([[0, 12]]);
    expect(await query(path, 'SELECT list(_row_index ORDER BY _row_index)::VARCHAR FROM t')).toEqual([
      ['[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]'],
    ]);
  });

  it('keeps tables apart, and is no target itself', async () => {
    const path = newPath();
    for (const table of ['a', 'b'])
      expect(await land({ path, table }, [batchOf(numbers(0, 3))])).toEqual([{ written: 3, refused: 0 }]);
    expect(() => duckdbSink({ path, table: 'CVD_Ledger' })).toThrow(
      expect.objectContaining({ code: 'CVD_INVALID_OPTION' }),
    );
  });
});

describe('rows', () => {
  it('keep the topic, partition and offsets they came with', async () => {
    const path = newPath();
    const lineage = { topic: 'cardiovascular-data', partition: 3, offsets: BigInt64Array.of(2n ** 60n, 7n) };
    await land({ path, table: 't' }, [batchOf(numbers(0, 2), 0, { lineage })]);
    expect(await query(path, 'SELECT _topic, _partition, _offset::VARCHAR FROM t ORDER BY _row_index')).toEqual([
      ['cardiovascular-data', 3, String(2n ** 60n)],
      ['cardiovascular-data', 3, '7'],
    ]);
    const short = { ...lineage, offsets: BigInt64Array.of(1n) };
    await expect(land({ path, table: 't' }, [batchOf(numbers(2, 2), 2, { lineage: short })])).rejects.toMatchObject({
      code: 'CVD_INVALID_VALUE',
    });
  });

  it('of text keep every value, however the dictionary is made', async () => {
    const path = newPath();
    const text = (dictionary: string[]): Column => ({
      type: 'utf8',
      length: dictionary.length,
      validity: null,
      codes: Int32Array.from(dictionary.keys()),
      dictionary,
    });
    const columns: Record<string, string[]> = {
      repeated: ['a', 'a', 'b', ''],
      nul: ['a\0b', 'a', '\0', ''],
      trap: ['__proto__', 'constructor', 'toString', ''],
      plain: ['x', 'Y', 'é', 'e\u0301'],
    };
    await land({ path, table: 't' }, [
      batchOf(new Table(Object.entries(columns).map(([name, values]) => [name, text(values)]))),
    ]);
    const rows = await query(path, 'SELECT repeated, nul, trap, plain FROM t ORDER BY _row_index');
    expect(rows).toEqual([0, 1, 2, 3].map((i) => Object.values(columns).map((values) => values[i])));
  });

  it('of two sinks in one process land once, though both write the same ones at the same time', async () => {
    const path = newPath();
    const sinks = [
      duckdbSink({ path, table: 't' }),
      duckdbSink({ path: join(folder, '.', path.slice(folder.length)), table: 't' }),
    ];
    await Promise.all(sinks.map((sink) => sink.open()));
    const writes = Array.from({ length: 40 }, (_, i) =>
      sinks[i % 2]!.write(batchOf(numbers(Math.floor(i / 2) * 5, 10), Math.floor(i / 2) * 5)),
    );
    const receipts = await Promise.all(writes);
    await sinks[0]!.close();
    expect(await sinks[1]!.write(batchOf(numbers(0, 200)))).toEqual({ written: 95, refused: 105 });
    await sinks[1]!.close();
    expect(receipts.reduce((sum, { written }) => sum + written, 0)).toBe(105);
    expect(await query(path, 'SELECT count(*), count(DISTINCT _row_index) FROM t WHERE _row_index = i')).toEqual([
      [200, 200],
    ]);
  });

  it('are neither kept nor marked when the signal comes while they are written', async () => {
    const path = newPath();
    const sink = duckdbSink({ path, table: 't' });
    await sink.open();
    const controller = new AbortController();
    const write = sink.write(batchOf(numbers(0, 200_000)), { signal: controller.signal });
    setTimeout(() => controller.abort(), 5);
    await expect(write).rejects.toMatchObject({ code: 'CVD_ABORTED' });
    expect(await sink.write(batchOf(numbers(0, 100)))).toEqual({ written: 100, refused: 0 });
    await sink.close();
    expect(await query(path, 'SELECT count(*) FROM t')).toEqual([[100]]);
  });
});

describe('the file', () => {
  it('held by another process is a typed error that names it, and is free after close', async () => {
    const path = newPath();
    const child = spawn(
      process.execPath,
      [
        '-e',
        `require('@duckdb/node-api').DuckDBInstance.create(${JSON.stringify(path)}).then(async (i) => { globalThis.kept = [i, await i.connect()]; console.log('held'); setInterval(() => {}, 1000); })`,
      ],
      { cwd: new URL('..', import.meta.url).pathname, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    try {
      await once(child.stdout, 'data');
      const error = await duckdbSink({ path, table: 't' })
        .open()
        .catch((thrown) => thrown);
      expect(error).toMatchObject({ code: 'CVD_SINK_LOCKED', retryable: true, pid: child.pid });
      expect(error.message).toContain(`process ${child.pid}`);
      expect(error.message).toContain(path);
    } finally {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    await land({ path, table: 't' }, [batchOf(numbers(0, 1))]);
    const free = spawn(
      process.execPath,
      [
        '-e',
        `require('@duckdb/node-api').DuckDBInstance.create(${JSON.stringify(path)}).then(() => process.exit(0), () => process.exit(1))`,
      ],
      { cwd: new URL('..', import.meta.url).pathname },
    );
    expect((await once(free, 'exit'))[0]).toBe(0);
  });

  it('that this program is reading is not opened for writing, and can be read while it is written', async () => {
    const path = newPath();
    await land({ path, table: 't' }, [batchOf(numbers(0, 10))]);
    const reading = duckdbSource({ path, table: 't' }).open()[Symbol.asyncIterator]();
    expect((await reading.next()).value.rows).toBe(10);
    await expect(duckdbSink({ path, table: 't' }).open()).rejects.toMatchObject({ code: 'CVD_SINK_LOCKED' });
    await reading.return?.();
    const sink = duckdbSink({ path, table: 't' });
    await sink.open();
    for await (const batch of duckdbSource({ path, table: 't' }).open()) expect(batch.rows).toBe(10);
    await sink.close();
  });

  it.each([
    ['s.csv', 'a,b\n1,2\n'],
    ['s.parquet', 'PAR1'],
    ['s.json', '{"a":1}'],
    ['empty.csv', ''],
    ['text.db', 'a,b\n'.repeat(1000)],
  ])('%s, which is no database, is refused and stays as it was', async (name, text) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    const refused = { code: 'CVD_FILE_READ', reason: 'it is no DuckDB database' };
    await expect(duckdbSink({ path, table: 't' }).open()).rejects.toMatchObject(refused);
    await expect(duckdbSource({ path, table: 't' }).open()[Symbol.asyncIterator]().next()).rejects.toMatchObject(
      text === '' ? { code: 'CVD_FILE_READ' } : refused,
    );
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('in memory is refused: its rows would be lost', async () => {
    await expect(duckdbSink({ path: ':memory:', table: 't' }).open()).rejects.toMatchObject({ code: 'CVD_FILE_READ' });
  });

  it('may be a database with the ending of another form', async () => {
    const path = join(folder, 'new.csv');
    await land({ path, table: 't' }, [batchOf(numbers(0, 10))]);
    await land({ path, table: 't' }, [batchOf(numbers(10, 5), 10)]);
    expect(await query(path, 'SELECT count(*) FROM t')).toEqual([[15]]);
  });

  it('that is no database, or in no folder, is a typed error', async () => {
    const path = newPath();
    writeFileSync(path, 'a,b\n'.repeat(1000));
    await expect(duckdbSink({ path, table: 't' }).open()).rejects.toMatchObject({ code: 'CVD_FILE_READ' });
    await expect(duckdbSink({ path: join(folder, 'none', 'x.db'), table: 't' }).open()).rejects.toMatchObject({
      code: 'CVD_FILE_WRITE',
    });
    expect(() => duckdbSink({ path: '', table: 't' })).toThrow(
      expect.objectContaining({ code: 'CVD_INVALID_OPTION', option: 'path' }),
    );
    expect(() => duckdbSink({ path, table: 't', columns: { topic: '_OFFSET' } })).toThrow(
      expect.objectContaining({ option: 'columns' }),
    );
  });
});
