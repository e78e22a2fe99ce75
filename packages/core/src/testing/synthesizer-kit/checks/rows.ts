import { assert, assertThrows, type ConformanceCheck } from '../check.js';
import { assertSameRows, fingerprintOf, sampleTable } from '../rows.js';
import { mixedTable } from '../tables.js';

const distinct = (values: Iterable<unknown>): Set<unknown> => new Set(values);

export const rowChecks: readonly ConformanceCheck[] = [
  {
    id: 'rows/a-function-of-their-index',
    async run({ create }) {
      const model = create();
      await model.fit(mixedTable(300), { execution: 'inline' });
      const whole = await sampleTable(model, 60);
      for (const batchRows of [1, 7, 500]) {
        assertSameRows(await sampleTable(model, 60, { batchRows }), whole, `batches of ${batchRows}`);
      }
      for (const start of [0, 1, 13, 59]) {
        assertSameRows(
          await sampleTable(model, 60 - start, { start, batchRows: 7 }),
          whole.slice(start),
          `start ${start}`,
        );
      }
      const far = 2 ** 40;
      assertSameRows(
        await sampleTable(model, 3, { start: far + 2 }),
        (await sampleTable(model, 5, { start: far })).slice(2),
        'rows beyond 2^32',
      );
    },
  },
  {
    id: 'rows/exactly-as-many-as-asked',
    async run({ create }) {
      const model = create();
      const real = mixedTable(200);
      await model.fit(real, { execution: 'inline' });
      for (const rows of [0, 1, 2, 101]) {
        let count = 0;
        for await (const table of model.sample(rows, { batchRows: 50, execution: 'inline' })) {
          assert(table.rows <= 50, 'a batch must not exceed batchRows');
          assert(table.names.join('|') === real.names.join('|'), 'every batch has all columns in order');
          count += table.rows;
        }
        assert(count === rows, `asked for ${rows} rows, got ${count}`);
      }
    },
  },
  {
    id: 'rows/counts-that-make-no-sense-refused',
    async run({ create }) {
      const model = create();
      await model.fit(mixedTable(200), { execution: 'inline' });
      for (const rows of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
        await assertThrows('CVD_INVALID_ROW_COUNT', () => model.sample(rows));
      }
      await assertThrows('CVD_INVALID_ROW_COUNT', () => model.sample(1, { start: -1 }));
      await assertThrows('CVD_INVALID_ROW_COUNT', () => model.sample(1, { batchRows: 0 }));
      await assertThrows('CVD_TOO_MANY_ROWS', () => model.sample(1e12).toTable());
    },
  },
  {
    id: 'rows/keep-schema-types-and-categories',
    async run({ create }) {
      const real = mixedTable(400);
      const model = create();
      await model.fit(real, { execution: 'inline' });
      const synthetic = await sampleTable(model, 400);
      for (const name of real.names) {
        const [from, made] = [real.column(name), synthetic.column(name)];
        assert(from.type === made.type, `${name}: type ${made.type} instead of ${from.type}`);
      }
      for (const name of ['level', 'region', 'smoker', 'unit']) {
        const known = distinct(Array.from({ length: real.rows }, (_, row) => real.at(row, name)));
        for (let row = 0; row < synthetic.rows; row++) {
          assert(
            known.has(synthetic.at(row, name)),
            `${name}: "${synthetic.at(row, name)}" is no value of the real column`,
          );
        }
      }
      for (let row = 0; row < synthetic.rows; row++) {
        const [age, weight, seen] = [synthetic.at(row, 'age'), synthetic.at(row, 'weight'), synthetic.at(row, 'seen')];
        assert(
          Number.isInteger(age) && Number(age) >= 18 && Number(age) <= 78,
          `age ${age} is out of bounds or not whole`,
        );
        assert(
          weight === null || Math.round(Number(weight) * 100) / 100 === weight,
          `weight ${weight} has too many decimals`,
        );
        assert(/^20\d\d-\d\d-\d\d$/.test(String(seen)), `seen "${seen}" is not in the format of the real dates`);
      }
      const ids = distinct(Array.from({ length: 400 }, (_, row) => synthetic.at(row, 'id')));
      assert(ids.size === 400 && !ids.has(null), 'ids must be unique');
    },
  },
  {
    id: 'rows/missing-values-come-back',
    async run({ create }) {
      const model = create();
      await model.fit(mixedTable(400), { execution: 'inline' });
      const synthetic = await sampleTable(model, 400);
      for (const name of ['weight', 'region']) {
        const missing = Array.from({ length: 400 }, (_, row) => synthetic.at(row, name)).filter(
          (value) => value === null,
        ).length;
        assert(missing > 0 && missing < 400, `${name}: ${missing} of 400 values are missing`);
      }
    },
  },
  {
    id: 'rows/seed-decides',
    async run({ create }) {
      const [a, b] = [create(7), create(7)];
      await a.fit(mixedTable(200), { execution: 'inline' });
      await b.fit(mixedTable(200), { execution: 'inline' });
      assertSameRows(await sampleTable(a, 30), await sampleTable(b, 30), 'same seed');
      const other = await sampleTable(a, 30, { seed: 8 });
      assert(fingerprintOf(other) !== fingerprintOf(await sampleTable(a, 30)), 'another seed must give other rows');
    },
  },
  {
    id: 'rows/fingerprint-tells-streams-apart',
    async run({ create }) {
      const model = create(7);
      await model.fit(mixedTable(200), { execution: 'inline' });
      const print = model.sample(5).fingerprint;
      assert(/^[0-9a-f]{16}$/.test(print), `fingerprint "${print}" is not 16 hexadecimal digits`);
      assert(print === model.sample(9, { start: 3 }).fingerprint, 'rows and start do not change the stream');
      assert(print !== model.sample(5, { seed: 8 }).fingerprint, 'another seed must change the fingerprint');
    },
  },
  {
    id: 'rows/iterated-once',
    async run({ create }) {
      const model = create();
      await model.fit(mixedTable(200), { execution: 'inline' });
      const sample = model.sample(3, { execution: 'inline' });
      await sample.toTable();
      let refused = false;
      await sample.toTable().catch(() => {
        refused = true;
      });
      assert(refused, 'a sample that was read must refuse to be read again');
    },
  },
];
