import type { Table } from '../../../table/table.js';
import { tableFromColumns } from '../../../table/table-from-columns.js';
import { assert, assertThrows, type ConformanceCheck } from '../check.js';
import { sampleTable } from '../rows.js';
import { mixedTable } from '../tables.js';

const numbers = (rows: number): number[] => Array.from({ length: rows }, (_, row) => (row * 7919) % 101);

const tables: Readonly<Record<string, () => Table>> = {
  'one row': () => mixedTable(1),
  'two rows': () => mixedTable(2),
  'one numerical column': () => tableFromColumns({ x: numbers(50) }),
  'one categorical column': () => tableFromColumns({ c: numbers(60).map((n) => `c${n % 3}`) }),
  'constant columns only': () => tableFromColumns({ a: Array(20).fill('x'), b: Array(20).fill(5) }),
  'missing values only': () => tableFromColumns({ a: Array(20).fill(null), b: numbers(20) }),
  'two equal columns': () => tableFromColumns({ a: numbers(80), b: numbers(80) }),
  'odd names': () =>
    tableFromColumns(
      Object.fromEntries(
        ['__proto__', 'a "b"', "it's", '', 'constructor', '列'].map((name, i) => [name, numbers(40).map((n) => n + i)]),
      ),
    ),
};

export const oddTableChecks: readonly ConformanceCheck[] = [
  ...Object.entries(tables).map(
    ([name, make]): ConformanceCheck => ({
      id: `odd-tables/${name.replaceAll(' ', '-')}`,
      async run({ create }) {
        const model = create();
        const real = make();
        await model.fit(real, { execution: 'inline' });
        const made = await sampleTable(model, 25);
        assert(
          made.rows === 25 && made.names.join('|') === real.names.join('|'),
          'all columns and rows must come back',
        );
        for (const column of real.names) {
          assert(made.column(column).type === real.column(column).type, `${column}: the type must stay`);
        }
      },
    }),
  ),
  {
    id: 'odd-tables/no-rows-refused',
    async run({ create }) {
      await assertThrows('CVD_EMPTY_TABLE', () => create().fit(mixedTable(0), { execution: 'inline' }));
      await assertThrows('CVD_EMPTY_TABLE', () => create().fit(tableFromColumns({}), { execution: 'inline' }));
    },
  },
  {
    id: 'odd-tables/metadata-of-another-table-refused',
    async run({ create }) {
      const model = create();
      await model.fit(mixedTable(100), { execution: 'inline' });
      const metadata = model.metadata;
      assert(metadata, 'a fitted model has metadata');
      await assertThrows('CVD_METADATA_MISMATCH', () =>
        create().fit(tableFromColumns({ x: numbers(50) }), { metadata, execution: 'inline' }),
      );
    },
  },
];
