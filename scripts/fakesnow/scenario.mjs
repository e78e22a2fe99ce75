import assert from 'node:assert/strict';
import { tableFromColumns } from '@cvd/core';
import { columns, EXTRA, expectedCell, metadata, names, tableAt } from './odd-table.mjs';

const RUN = '01890000-0000-7000-8000-00000000000a';
const SERVICE = ['ingested_at', '_run_id', '_row_index', '_topic', '_partition', '_offset'];

const range = (start, end) => Array.from({ length: end - start }, (_, k) => start + k);

const batchAt = (indices, more = {}) => ({
  table: tableAt(indices),
  runId: RUN,
  firstRow: indices[0],
  rowIndices: Float64Array.from(indices),
  fingerprint: '00112233aabbccdd',
  ...more,
});

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
        const batch = { ...batchAt([900]), table: tableAt([900], { withExtra: true }) };
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
        assert.deepEqual(
          await written({ ...batchAt([900]), table: tableAt([900], { withExtra: true }) }, { addColumns: true }),
          {
            written: 1,
            refused: 0,
          },
        );
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
