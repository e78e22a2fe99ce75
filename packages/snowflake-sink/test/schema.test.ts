import { type Metadata, tableFromColumns } from '@cvd/core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type SnowflakeSinkOptions, snowflakeSink } from '../src/index.js';
import { batchFrom, batchOf, RUN } from './support/batches.js';
import { readLanded } from './support/landed-rows.js';
import { onAccount, openTarget, type TestTarget, tablePrefix } from './support/target.js';

let suite: TestTarget;
beforeAll(async () => {
  suite = await openTarget();
});
afterAll(() => suite.close());

let table: string;
let target: string;
let tables = 0;
beforeEach(() => {
  table = `${tablePrefix}schema_${++tables}`;
  target = suite.tableSql(table);
});
afterEach(() => suite.server?.clearFaults());

const rowsOf = (sql: string) => suite.reader.rows(sql);
const countOf = async (where = ''): Promise<number> =>
  Number((await rowsOf(`SELECT COUNT(*) FROM ${target}${where}`))[0]![0]);

const service =
  '"ingested_at" TIMESTAMP_NTZ, "_run_id" VARCHAR, "_row_index" NUMBER(38,0), "_topic" VARCHAR, "_partition" NUMBER(38,0), "_offset" NUMBER(38,0)';

const opened = async (options: Partial<SnowflakeSinkOptions> = {}, metadata?: Metadata) => {
  const sink = snowflakeSink({ ...suite.options, table, ...options });
  await sink.open(metadata === undefined ? {} : { metadata });
  return sink;
};

describe('a new table', () => {
  it('has types by column and metadata, then the columns of the sink', async () => {
    const rows = tableFromColumns(
      {
        'Height_(cm)': [170.5],
        Age: [50],
        Smoker: [true],
        Name: ['a'],
        Born: ['1970-01-01T00:00:00'],
        Seen: ['2020-01-01T10:00:00Z'],
        At: ['2020-01-01T10:00:00'],
        Id: [2n ** 60n],
      },
      {
        'Height_(cm)': 'float64',
        Age: 'float64',
        Smoker: 'bool',
        Name: 'utf8',
        Born: 'timestamp',
        Seen: 'timestamp',
        At: 'timestamp',
        Id: 'int64',
      },
    );
    const sink = await opened(
      {},
      {
        METADATA_SPEC_VERSION: 'V1',
        tables: {
          t: {
            columns: {
              Age: { sdtype: 'numerical', computer_representation: 'Int64' },
              Born: { sdtype: 'datetime', datetime_format: '%Y-%m-%d' },
            },
          },
        },
      },
    );
    await sink.write(batchOf(rows));
    await sink.close();
    const described = await suite.reader.describe(target);
    expect(described!.map(({ name, type }) => [name, type.replace(/^(VARCHAR).*/, '$1')])).toEqual([
      ['Height_(cm)', 'FLOAT'],
      ['Age', 'NUMBER(38,0)'],
      ['Smoker', 'BOOLEAN'],
      ['Name', 'VARCHAR'],
      ['Born', 'DATE'],
      ['Seen', 'TIMESTAMP_TZ(9)'],
      ['At', 'TIMESTAMP_NTZ(9)'],
      ['Id', 'NUMBER(38,0)'],
      ['ingested_at', 'TIMESTAMP_NTZ(9)'],
      ['_run_id', 'VARCHAR'],
      ['_row_index', 'NUMBER(38,0)'],
      ['_topic', 'VARCHAR'],
      ['_partition', 'NUMBER(38,0)'],
      ['_offset', 'NUMBER(38,0)'],
    ]);
    const [row] = await readLanded(suite.reader, target);
    expect(row!.values).toEqual({
      'Height_(cm)': 170.5,
      Age: '50',
      Smoker: true,
      Name: 'a',
      Born: '1970-01-01',
      Seen: '2020-01-01T10:00:00.000000000Z',
      At: '2020-01-01T10:00:00.000000000',
      Id: '1152921504606846976',
    });
  });

  it('keeps where rows came from, and when they were written, under other names if asked', async () => {
    const sink = await opened({ columns: { ingestedAt: 'when', topic: 'Topic "x"' } });
    const before = Date.now();
    const offsets = BigInt64Array.of(7n, 2n ** 62n);
    await sink.write(batchFrom(0, 2, { lineage: { topic: "it's a topic", partition: 3, offsets } }));
    await sink.write(batchFrom(2, 1));
    await sink.close();
    const rows = await rowsOf(
      `SELECT TO_VARCHAR("when", 'YYYY-MM-DD"T"HH24:MI:SS.FF9'), "Topic ""x""", TO_VARCHAR("_partition"), TO_VARCHAR("_offset") ` +
        `FROM ${target} ORDER BY "_row_index"`,
    );
    expect(rows.map((row) => row.slice(1).map((value) => (value === null ? null : String(value))))).toEqual([
      ["it's a topic", '3', '7'],
      ["it's a topic", '3', String(2n ** 62n)],
      [null, null, null],
    ]);
    expect(Math.abs(Date.parse(`${String(rows[0]![0]).slice(0, 23)}Z`) - before)).toBeLessThan(60_000);
  });

  it.each([
    [{ ingested_at: [1] }, ['ingested_at'], 'columns.ingestedAt'],
    [{ _RUN_ID: [1], ok: [1], _Offset: ['a'] }, ['_RUN_ID', '_Offset'], 'columns.runId'],
    [{ ['n'.repeat(256)]: [1], '': [1], 'a\0b': [1] }, ['n'.repeat(256), '', 'a\0b'], '255 characters'],
  ])('is not made of columns that cannot be: %#', async (columns, named, words) => {
    const sink = await opened();
    const write = sink.write(batchOf(tableFromColumns(columns as Record<string, number[]>)));
    await expect(write).rejects.toMatchObject({
      code: 'CVD_SINK_SCHEMA',
      mismatches: named.map((column) => expect.objectContaining({ column })),
    });
    await expect(write).rejects.toThrow(words);
    expect(await suite.reader.describe(target)).toBeNull();
    await sink.close();
  });
});

describe('a table that is there', () => {
  it('with other types is refused, naming every column', async () => {
    await rowsOf(
      `CREATE TABLE ${target} ("number" VARCHAR, "extra" FLOAT, "ingested_at" DATE, "_run_id" VARCHAR, "_row_index" NUMBER(38,2), "_topic" VARCHAR, "_partition" NUMBER)`,
    );
    const sink = await opened();
    await expect(sink.write(batchFrom(0, 1))).rejects.toMatchObject({
      code: 'CVD_SINK_SCHEMA',
      mismatches: [
        { column: 'number', problem: 'is VARCHAR(16777216) in the table and holds numbers in the rows' },
        { column: 'extra', problem: 'is in the table and not in the rows' },
        { column: 'ingested_at', problem: 'is DATE in the table, TIMESTAMP_NTZ(9) is needed' },
        { column: '_row_index', problem: 'is NUMBER(38,2) in the table, NUMBER(38,0) is needed' },
        { column: 'text', problem: 'is in the rows and not in the table' },
        { column: '_offset', problem: 'is needed by the sink and not in the table' },
      ],
    });
    await sink.close();
  });

  it('with names in upper case, as unquoted SQL makes them, is filled', async () => {
    await rowsOf(`CREATE TABLE ${target} (${service.toUpperCase()}, TEXT VARCHAR(100), NUMBER FLOAT)`);
    const sink = await opened();
    expect(await sink.write(batchFrom(0, 3))).toEqual({ written: 3, refused: 0 });
    expect(await sink.write(batchFrom(0, 4))).toEqual({ written: 1, refused: 3 });
    await sink.close();
  });

  it.skipIf(onAccount)('that is never made by a role which may not make any', async () => {
    await rowsOf(`CREATE TABLE ${target} ("number" FLOAT, "text" VARCHAR, ${service})`);
    await rowsOf(
      'CREATE TABLE IF NOT EXISTS "CARDIOVASCULAR_DB"."SYNTHETIC_DATA"."cvd_runs" ("table_name" VARCHAR, "run_id" VARCHAR, "fingerprint" VARCHAR, "started_at" TIMESTAMP_NTZ)',
    );
    suite.server!.inject({ sql: /^CREATE/, times: 100, action: { kind: 'error', code: '003001', sqlState: '42501' } });
    const sink = await opened();
    expect(await sink.write(batchFrom(0, 3))).toEqual({ written: 3, refused: 0 });
    await sink.close();
  });

  it('takes nothing of a batch of which it refuses one row', async () => {
    await rowsOf(`CREATE TABLE ${target} ("number" FLOAT, "text" VARCHAR NOT NULL, ${service})`);
    const sink = await opened();
    const texts = ['a', 'b', null];
    const batch = batchOf(tableFromColumns({ number: [1, 2, 3], text: texts }, { number: 'float64', text: 'utf8' }));
    await expect(sink.write(batch)).rejects.toMatchObject({ code: 'CVD_SINK_WRITE', retryable: false });
    expect(await countOf()).toBe(0);
    expect(await sink.write(batchFrom(0, 3))).toEqual({ written: 3, refused: 0 });
    await sink.close();
  });

  it.each([
    [
      'a fraction for integers',
      '"number" NUMBER(38,0), "text" VARCHAR',
      'number',
      { number: [1, 2.5], text: ['a', 'b'] },
    ],
    [
      'more digits than there are',
      '"number" NUMBER(3,0), "text" VARCHAR',
      'number',
      { number: [999, 1000], text: ['a', 'b'] },
    ],
    ['text with NUL', '"number" FLOAT, "text" VARCHAR', 'text', { number: [1, 2], text: ['a', 'b\0'] }],
    ['half a surrogate pair', '"number" FLOAT, "text" VARCHAR', 'text', { number: [1, 2], text: ['a', '\ud800'] }],
  ])('%s: an error that names column and row, and nothing lands', async (_, columns, column, values) => {
    await rowsOf(`CREATE TABLE ${target} (${columns}, ${service})`);
    const sink = await opened();
    const write = sink.write(batchOf(tableFromColumns(values), 40));
    await expect(write).rejects.toMatchObject({ code: 'CVD_SINK_WRITE' });
    await expect(write).rejects.toThrow(`column "${column}", row 41 of the run`);
    expect(await countOf()).toBe(0);
    await sink.close();
  });
});

describe('columns that come later', () => {
  const wider = batchOf(
    tableFromColumns(
      { number: [1], text: ['a'], 'BMI"': [20.5] },
      { number: 'float64', text: 'utf8', 'BMI"': 'float64' },
    ),
    100,
  );

  it('are added where that is asked for; rows without them stay null there', async () => {
    const sink = await opened({ addColumns: true });
    await sink.write(batchFrom(0, 2));
    await sink.write(wider);
    await sink.write(batchFrom(2, 1));
    await sink.close();
    const rows = await rowsOf(`SELECT "_row_index", "BMI""" FROM ${target} ORDER BY 1`);
    expect(rows.map((row) => row.map(String))).toEqual([
      ['0', 'null'],
      ['1', 'null'],
      ['2', 'null'],
      ['100', '20.5'],
    ]);
  });

  it('are refused where it is not, and the sink goes on', async () => {
    const sink = await opened();
    await sink.write(batchFrom(0, 2));
    await expect(sink.write(wider)).rejects.toMatchObject({
      code: 'CVD_SINK_SCHEMA',
      mismatches: [{ column: 'BMI"', problem: 'is in the rows and not in the table' }],
    });
    expect(await sink.write(batchFrom(0, 3))).toEqual({ written: 1, refused: 2 });
    await sink.close();
  });

  it('are seen when someone else has added them', async () => {
    const sink = await opened();
    await sink.write(batchFrom(0, 2));
    await rowsOf(`ALTER TABLE ${target} ADD COLUMN IF NOT EXISTS "BMI""" FLOAT`);
    expect(await sink.write(wider)).toEqual({ written: 1, refused: 0 });
    await sink.close();
  });
});

describe('what is missing', () => {
  it.each([
    ['database', 'NO_DB'],
    ['schema', 'NO_SCHEMA'],
  ])('a %s is a typed error that names it', async (option, name) => {
    const sink = await opened({ [option]: name });
    const write = sink.write(batchFrom(0, 1));
    await expect(write).rejects.toMatchObject({ code: 'CVD_SNOWFLAKE', kind: 'missing', retryable: false });
    await expect(write).rejects.toThrow(name);
    await sink.close();
  });

  it('a table that was dropped is made again', async () => {
    const sink = await opened();
    await sink.write(batchFrom(0, 2));
    await rowsOf(`DROP TABLE ${target}`);
    await expect(sink.write(batchFrom(2, 2))).rejects.toMatchObject({ kind: 'missing' });
    expect(await sink.write(batchFrom(2, 2))).toEqual({ written: 2, refused: 0 });
    await sink.close();
  });
});

describe('a run', () => {
  it('that two writers start at once with two fingerprints is one of theirs', async () => {
    const seed = await opened();
    await seed.write(batchFrom(0, 1, { runId: 'seed' }));
    const sinks = [await opened(), await opened()];
    const outcomes = await Promise.allSettled(
      sinks.map((sink, i) => sink.write(batchFrom(0, 10, { fingerprint: `${i}`.repeat(16) }))),
    );
    for (const sink of [seed, ...sinks]) await sink.close();
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused.length).toBe(1);
    expect(refused[0]!.reason).toMatchObject({ code: 'CVD_RUN_MISMATCH', runId: RUN });
    expect(await countOf(` WHERE "_run_id" = '${RUN}'`)).toBe(10);
  });

  it('named by a log takes any text', async () => {
    const sink = await opened();
    const runId = `log:epoch's:"topic":3`;
    await sink.write(batchFrom(0, 3, { runId, rowIndices: Float64Array.of(9e15, 3, 5) }));
    expect(await sink.write(batchFrom(0, 3, { runId, rowIndices: Float64Array.of(5, 9e15, 6) }))).toEqual({
      written: 1,
      refused: 2,
    });
    await sink.close();
  });
});
