import assert from 'node:assert/strict';
import { tableFromColumns } from '@cvd/core';

const RUN = '01890000-0000-7000-8000-00000000000a';
const SERVICE = ['ingested_at', '_run_id', '_row_index', '_topic', '_partition', '_offset'];

/** Columns with the names, kinds and values that SQL is got wrong with; `described` is the type that the table is to have. */
const columns = {
  'Height_(cm)': {
    type: 'float64',
    described: 'FLOAT',
    values: [152.4, null, 0.1, -0.000001, 1e300, 5e-324, 123456789.98765433, -273.15],
  },
  'says "hi" and ""': {
    type: 'utf8',
    described: /^VARCHAR/,
    values: ['plain', null, "it's", '"quoted"', 'back\\slash', 'line\nbreak\ttab', '', 'NULL'],
  },
  select: { type: 'bool', described: 'BOOLEAN', values: [true, false, null, true, false, null, true, false] },
  'größe 身長 🫀': {
    type: 'utf8',
    described: /^VARCHAR/,
    values: ['Ärztin', '身長', '🫀❤️', 'e\u0301', 'שלום', null, '\u2028', '?'],
  },
  'a.b, c; -- d': {
    type: 'int64',
    described: 'NUMBER(38,0)',
    values: [2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n + 1n, 0n, null, -1n, 9n, 10n],
  },
  Age: {
    type: 'float64',
    described: 'NUMBER(38,0)',
    metadata: { sdtype: 'numerical', computer_representation: 'Int64' },
    values: [50, 0, null, -7, 2 ** 53, 1, 2, 3],
  },
  Table: {
    type: 'timestamp',
    described: 'DATE',
    metadata: { sdtype: 'datetime', datetime_format: '%Y-%m-%d' },
    values: ['1970-01-01', '1969-12-31', '2000-02-29', null, '1899-12-31', '2100-03-01', '2026-11-21', '1752-09-14'],
  },
  at: {
    type: 'timestamp',
    described: /^TIMESTAMP_NTZ/,
    values: [
      '2024-02-29T23:59:59.999',
      '1969-12-31T23:59:59.001',
      null,
      '1970-01-01T00:00:00',
      '2200-01-01T12:30:00',
      '1800-01-01T00:00:00.5',
      '2026-03-29T02:30:00',
      '2026-10-25T02:30:00',
    ],
  },
  'seen (UTC)': {
    type: 'timestamp',
    described: /^TIMESTAMP_TZ/,
    values: [
      '2024-02-29T23:59:59.999Z',
      null,
      '1969-12-31T23:59:59.001Z',
      '1970-01-01T00:00:00Z',
      '2200-01-01T12:30:00Z',
      '1800-01-01T00:00:00.5Z',
      '2026-03-29T02:30:00Z',
      '2026-10-25T02:30:00Z',
    ],
  },
};
const names = Object.keys(columns);
const HOW_MANY = 8;

const metadata = {
  METADATA_SPEC_VERSION: 'V1',
  tables: {
    patients: {
      columns: Object.fromEntries(
        names.flatMap((name) => (columns[name].metadata ? [[name, columns[name].metadata]] : [])),
      ),
    },
  },
};

/** Which of the eight rows stands at an index; other indices have them in another order. */
const kindAt = (index) => (index * 5 + Math.floor(index / HOW_MANY)) % HOW_MANY;

/** Rows of these indices; equal indices give equal rows. */
const tableAt = (indices) =>
  tableFromColumns(
    Object.fromEntries(names.map((name) => [name, indices.map((index) => columns[name].values[kindAt(index)])])),
    Object.fromEntries(names.map((name) => [name, columns[name].type])),
  );

const range = (start, end) => Array.from({ length: end - start }, (_, k) => start + k);

const batchAt = (indices, more = {}) => ({
  table: tableAt(indices),
  runId: RUN,
  firstRow: indices[0],
  rowIndices: Float64Array.from(indices),
  fingerprint: '00112233aabbccdd',
  ...more,
});

/** The way a value is to come back: whole numbers of 64 bits and of NUMBER columns as text, times with nine digits. */
const expectedCell = (name, index) => {
  const { described, type, values } = columns[name];
  const value = values[kindAt(index)];
  if (value === null || described === 'DATE' || type === 'utf8' || type === 'bool') return value;
  if (described === 'NUMBER(38,0)') return String(BigInt(value));
  if (type === 'float64') return value;
  const [, day, fraction = '', zone] = /^([^.Z]*)(?:\.(\d+))?(Z?)$/.exec(value);
  return `${day}.${fraction.padEnd(9, '0')}${zone}`;
};

/**
 * The story of a table in one way of writing, told against a warehouse: each check goes on where the one before it has ended.
 * @param {{ create: (options?: object) => import('@cvd/core').Sink, reader: { describe: Function, read: Function }, table: string }} target
 */
export const scenario = ({ create, reader, table }) => {
  const written = async (batch, options = {}) => {
    const sink = create(options);
    await sink.open({ metadata });
    try {
      return await sink.write(batch);
    } finally {
      await sink.close();
    }
  };

  /** Compares every cell of every row, and says which one differs. */
  const assertLanded = async (indices) => {
    const rows = new Map((await reader.read(table)).map((row) => [row.rowIndex, row]));
    assert.deepEqual(
      [...rows.keys()].sort((a, b) => a - b),
      indices,
      'row indices in the table',
    );
    for (const [index, { runId, values }] of rows) {
      assert.equal(runId, RUN);
      for (const name of names)
        assert.ok(
          Object.is(values[name], expectedCell(name, index)),
          `row ${index}, column ${name}: ${values[name]} came back, ${expectedCell(name, index)} was sent`,
        );
    }
    assert.equal((await reader.read(table)).length, indices.length, 'rows in the table');
  };

  return [
    {
      name: 'a table made from metadata has every name as it was given, and its types',
      async run() {
        assert.deepEqual(
          await written({ ...batchAt([0]), table: tableAt([0]).slice(0, 0), rowIndices: new Float64Array(0) }),
          { written: 0, refused: 0 },
        );
        const described = await reader.describe(table);
        assert.deepEqual(
          described?.map(({ name }) => name),
          [...names, ...SERVICE],
        );
        for (const name of names) {
          const { type } = described.find((column) => column.name === name);
          const wanted = columns[name].described;
          assert.ok(
            wanted instanceof RegExp ? wanted.test(type) : wanted === type,
            `${name} is ${type}, not ${wanted}`,
          );
        }
      },
    },
    {
      name: 'nulls, days, times, unicode, big integers, booleans and fractions come back cell by cell as sent',
      async run() {
        assert.deepEqual(await written(batchAt(range(0, 40))), { written: 40, refused: 0 });
        await assertLanded(range(0, 40));
      },
    },
    {
      name: 'the same batch again is refused whole',
      async run() {
        assert.deepEqual(await written(batchAt(range(0, 40))), { written: 0, refused: 40 });
        await assertLanded(range(0, 40));
      },
    },
    {
      name: 'of a batch that overlaps by half the new half lands',
      async run() {
        assert.deepEqual(await written(batchAt(range(20, 60))), { written: 20, refused: 20 });
        await assertLanded(range(0, 60));
      },
    },
    {
      name: 'rows that stand twice in one batch land once',
      async run() {
        assert.deepEqual(await written(batchAt([60, 61, 60, 59, 61, 62, 62])), { written: 3, refused: 4 });
        await assertLanded(range(0, 63));
      },
    },
    {
      name: 'the rows of another run with the same indices land beside them',
      async run() {
        const other = `${RUN.slice(0, -1)}'"`;
        assert.deepEqual(await written(batchAt(range(0, 3), { runId: other })), { written: 3, refused: 0 });
        const rows = (await reader.read(table)).filter(({ runId }) => runId === other);
        assert.deepEqual(rows.map(({ rowIndex }) => rowIndex).sort(), [0, 1, 2]);
      },
    },
    {
      name: 'topic, partition and offset are kept, and when the row was written',
      async run() {
        const runId = 'log:epoch\'s:"topic":3';
        const offsets = BigInt64Array.of(7n, 2n ** 62n);
        const before = Date.now();
        await written(batchAt([7, 8], { runId, lineage: { topic: "it's a topic", partition: 3, offsets } }));
        const rows = (await reader.read(table)).filter((row) => row.runId === runId);
        assert.deepEqual(
          rows
            .map(({ values }) => [values._topic, values._partition, values._offset])
            .sort((a, b) => a[2].length - b[2].length),
          [
            ["it's a topic", '3', '7'],
            ["it's a topic", '3', String(2n ** 62n)],
          ],
        );
        for (const { values } of rows) {
          const at = Date.parse(`${values.ingested_at.slice(0, 23)}Z`);
          assert.ok(at >= before - 1 && at <= Date.now() + 1, `ingested_at ${values.ingested_at}`);
        }
      },
    },
    {
      name: 'a column that the table has not is an error that names it, and nothing lands',
      async run() {
        const before = (await reader.read(table)).length;
        const batch = { ...batchAt([900]), table: widerTable([900]) };
        const error = await written(batch).then(
          () => null,
          (thrown) => thrown,
        );
        assert.equal(error?.code, 'CVD_SINK_SCHEMA', String(error));
        assert.deepEqual(error.mismatches, [{ column: EXTRA, problem: 'is in the rows and not in the table' }]);
        assert.equal((await reader.read(table)).length, before);
      },
    },
    {
      name: 'with addColumns it is added, null in the rows before it and in rows that lack it',
      async run() {
        assert.deepEqual(await written({ ...batchAt([900]), table: widerTable([900]) }, { addColumns: true }), {
          written: 1,
          refused: 0,
        });
        assert.deepEqual(await written(batchAt([902]), { addColumns: true }), { written: 1, refused: 0 });
        const found = new Map(
          (await reader.read(table)).map((row) => [`${row.runId} ${row.rowIndex}`, row.values[EXTRA]]),
        );
        assert.deepEqual(
          [0, 900, 902].map((index) => found.get(`${RUN} ${index}`)),
          [null, 20.5, null],
        );
      },
    },
    {
      name: 'names that differ in case alone are two columns',
      async run() {
        const twins = tableFromColumns({ age: [1], Age: [2] });
        const target = `${table}, twins`;
        const sink = create({ table: target });
        await sink.open();
        await sink.write({ table: twins, runId: RUN, firstRow: 0, fingerprint: '00' }).finally(() => sink.close());
        const [row] = await reader.read(target);
        assert.deepEqual([row.values.age, row.values.Age], [1, 2]);
      },
    },
    {
      name: 'names with an apostrophe are columns as others are',
      async run() {
        const target = `${table}, apostrophe`;
        const sink = create({ table: target });
        await sink.open();
        const batch = { table: tableFromColumns({ "it's": ['a'] }), runId: RUN, firstRow: 0, fingerprint: '00' };
        await sink.write(batch).finally(() => sink.close());
        const [row] = await reader.read(target);
        assert.equal(row.values["it's"], 'a');
      },
    },
    {
      name: '5,000 rows are one statement, and its receipt is right when half of them are there',
      async run() {
        const runId = 'many';
        assert.deepEqual(await written(batchAt(range(0, 2500), { runId }), { addColumns: true }), {
          written: 2500,
          refused: 0,
        });
        assert.deepEqual(await written(batchAt(range(0, 5000), { runId }), { addColumns: true }), {
          written: 2500,
          refused: 2500,
        });
      },
    },
  ];
};

const EXTRA = 'BMI "kg/m²"';

const widerTable = (indices) =>
  tableFromColumns(
    {
      ...Object.fromEntries(names.map((name) => [name, indices.map((index) => columns[name].values[kindAt(index)])])),
      [EXTRA]: indices.map(() => 20.5),
    },
    { ...Object.fromEntries(names.map((name) => [name, columns[name].type])), [EXTRA]: 'float64' },
  );
