import type { Condition } from '../../../conditions/condition.js';
import type { CellValue } from '../../../table/column.js';
import { assert, assertThrows, type ConformanceCheck } from '../check.js';
import { assertSameRows, sampleTable } from '../rows.js';
import { mixedTable } from '../tables.js';

const takesConditions: ConformanceCheck['requires'] = ({ conditional }) => conditional !== 'none';

const cases: readonly {
  where: readonly (Condition | string)[];
  holds: (cell: (name: string) => CellValue) => boolean;
}[] = [
  { where: ['level = high'], holds: (cell) => cell('level') === 'high' },
  {
    where: [{ column: 'region', op: 'in', values: ['東京', 'Zürich'] }],
    holds: (cell) => ['東京', 'Zürich'].includes(String(cell('region'))),
  },
  { where: ['region != null'], holds: (cell) => cell('region') !== null },
  { where: ['age >= 30', 'age < 50'], holds: (cell) => Number(cell('age')) >= 30 && Number(cell('age')) < 50 },
  { where: [{ column: 'weight', op: '=', value: null }], holds: (cell) => cell('weight') === null },
  {
    where: ['weight > 70', 'smoker = true', 'age>40'],
    holds: (cell) =>
      cell('weight') !== null && Number(cell('weight')) > 70 && cell('smoker') === true && Number(cell('age')) > 40,
  },
];

export const conditionChecks: readonly ConformanceCheck[] = [
  {
    id: 'conditions/hold-in-every-row',
    requires: takesConditions,
    async run({ create }) {
      const model = create();
      await model.fit(mixedTable(400), { execution: 'inline' });
      for (const { where, holds } of cases) {
        const table = await sampleTable(model, 50, { where });
        assert(table.rows === 50, `${JSON.stringify(where)}: ${table.rows} of 50 rows`);
        for (let row = 0; row < 50; row++) {
          assert(
            holds((name) => table.at(row, name)),
            `${JSON.stringify(where)} does not hold in row ${row}`,
          );
        }
      }
    },
  },
  {
    id: 'conditions/rows-a-function-of-their-index',
    requires: takesConditions,
    async run({ create }) {
      const model = create();
      await model.fit(mixedTable(400), { execution: 'inline' });
      const where = ['age >= 30', 'level in (middle, high)'];
      const whole = await sampleTable(model, 30, { where });
      assertSameRows(await sampleTable(model, 30, { where, batchRows: 1 }), whole, 'batches of 1');
      assertSameRows(await sampleTable(model, 19, { where, batchRows: 7, start: 11 }), whole.slice(11), 'start 11');
    },
  },
  {
    id: 'conditions/that-cannot-hold-refused',
    requires: takesConditions,
    async run({ create }) {
      const model = create();
      await model.fit(mixedTable(400), { execution: 'inline' });
      await assertThrows('CVD_UNKNOWN_COLUMN', () => model.sample(1, { where: ['nobody = 1'] }));
      await assertThrows('CVD_INVALID_CONDITION', () => model.sample(1, { where: ['age'] }));
      await assertThrows('CVD_INVALID_CONDITION', () => model.sample(1, { where: ['age = old'] }));
      await assertThrows('CVD_IMPOSSIBLE_CONDITION', () => model.sample(1, { where: ['level = enormous'] }));
      await assertThrows('CVD_IMPOSSIBLE_CONDITION', () => model.sample(1, { where: ['age > 500'] }));
      await assertThrows('CVD_IMPOSSIBLE_CONDITION', () => model.sample(1, { where: ['age > 40', 'age < 30'] }));
      await assertThrows('CVD_CONDITIONS_UNSUPPORTED', () => model.sample(1, { where: ['id = P-100000'] }));
    },
  },
  {
    id: 'conditions/refused-by-those-who-take-none',
    requires: ({ conditional }) => conditional === 'none',
    async run({ create }) {
      const model = create();
      await model.fit(mixedTable(200), { execution: 'inline' });
      await assertThrows('CVD_CONDITIONS_UNSUPPORTED', () => model.sample(1, { where: ['age > 40'] }));
    },
  },
];
