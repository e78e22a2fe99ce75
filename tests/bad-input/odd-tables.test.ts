import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Execution,
  encodeModelFile,
  formatCsv,
  loadModel,
  parseCsv,
  type Table,
  tableFromColumns,
} from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../packages/cli/test/support/folder.js';
import { refusal } from './support/refusal.js';
import { done, type Refusal, refused } from './support/run.js';
import { methods } from './support/table.js';

const repeated = <T>(rows: number, value: T): T[] => Array<T>(rows).fill(value);

/** Tables that have little in them, and what every sampled row must be where that is certain. */
const odd: Readonly<Record<string, { table: Table; row?: Readonly<Record<string, unknown>> }>> = {
  'one row': {
    table: tableFromColumns({ a: [1.5], b: [true], c: [null], d: ['x'] }),
    row: { a: 1.5, b: true, c: null },
  },
  'one row of text': { table: tableFromColumns({ d: ['x'] }) },
  'one column of numbers': { table: tableFromColumns({ a: [1, 2, 3, 4, 5.5] }) },
  'one column of categories': { table: tableFromColumns({ a: [...repeated(6, 'x'), ...repeated(9, 'y')] }) },
  'one column of truth values': { table: tableFromColumns({ a: [true, false, true] }) },
  'one column of texts that are all different': { table: tableFromColumns({ a: ['k', 'l', 'm'] }) },
  'one column of dates': { table: parseCsv('a\n2021-01-05\n2021-02-05\n2021-03-09\n') },
  'nothing but nulls': {
    table: parseCsv(`a,b,c\n${',,\n'.repeat(6)}`),
    row: { a: null, b: null, c: null },
  },
  'a column of nulls among others': { table: tableFromColumns({ a: [null, null, null], b: [1, 2, 3] }) },
  'nothing but constants': {
    table: tableFromColumns({ a: repeated(7, 4.25), b: repeated(7, false), c: repeated(7, 'k'), d: repeated(7, 3n) }),
    row: { a: 4.25, b: false, c: 'k', d: 3n },
  },
  'constants with holes': { table: tableFromColumns({ a: [7, null, 7], b: [true, null, true] }) },
  'two rows': { table: tableFromColumns({ a: [1, 2], b: ['x', 'y'] }) },
};

const kinds = (table: Table): string[] => table.columns.map(({ type }) => type);
const rowsOf = (table: Table): unknown[] => [...table.toRows()];

const checkSamples = async (table: Table, row: object | undefined, execution: Execution): Promise<void> => {
  const model = methods.create('copula', { seed: 7 });
  await model.fit(table, { execution });
  for (const rows of [0, 1, 25]) {
    const sample = await model.sample(rows, { execution }).toTable();
    expect(sample.rows).toBe(rows);
    expect(sample.names).toEqual(table.names);
    expect(kinds(sample)).toEqual(kinds(table));
    if (row) for (const sampled of rowsOf(sample)) expect(sampled).toMatchObject(row);
  }
  const restored = loadModel(encodeModelFile(model.toModel()), methods);
  expect(rowsOf(await restored.sample(25).toTable())).toEqual(rowsOf(await model.sample(25).toTable()));
};

describe('a table with', () => {
  it.each(Object.entries(odd))('%s fits and samples exactly', async (_, { table, row }) => {
    await checkSamples(table, row, 'inline');
  });

  it('nothing but constants does so in a worker thread too', async () => {
    const { table, row } = odd['nothing but constants']!;
    await checkSamples(table, row, 'worker');
  });

  it('texts in one row keeps none of them', async () => {
    const model = methods.create('copula', { seed: 7 });
    const { warnings } = await model.fit(tableFromColumns({ note: ['Wilhelmina'] }), { execution: 'inline' });
    expect(warnings).toEqual([expect.objectContaining({ column: 'note', code: 'no-category-kept' })]);
    expect(Buffer.from(encodeModelFile(model.toModel())).includes('Wilhelmina')).toBe(false);
  });

  it.each<[name: string, table: Table]>([
    ['no rows', tableFromColumns({ a: new Float64Array(0), b: [] })],
    ['a header alone', parseCsv('a,b\n')],
    ['no columns', tableFromColumns({})],
  ])('%s is refused', async (_, table) => {
    for (const execution of ['inline', 'worker'] as const)
      await refusal(() => methods.create('copula').fit(table, { execution }), 'CVD_EMPTY_TABLE', /at least one row/);
  });

  it('a value that is infinite is refused, with its place', async () => {
    const table = tableFromColumns({ a: Float64Array.of(1, 2, Number.POSITIVE_INFINITY) });
    const work = () => methods.create('copula').fit(table, { execution: 'inline' });
    await refusal(work, 'CVD_TRANSFORM', /"a", row 2.*infinite/);
  });
});

describe('on the command line', () => {
  const folder = temporaryFolder();

  it.each(['one row', 'one column of numbers', 'nothing but nulls', 'nothing but constants'])(
    'a file with %s goes all the way',
    async (name) => {
      const { table, row } = odd[name]!;
      writeFileSync(join(folder, 'real.csv'), formatCsv(table));
      await done(folder, ['fit', 'real.csv', '--seed', '7', '--out', 'model.cvd']);
      const { stdout } = await done(folder, ['sample', 'model.cvd', '--rows', '25', '--out', '-']);
      const sample = parseCsv(stdout);
      expect(sample.rows).toBe(25);
      expect(sample.names).toEqual(table.names);
      const texts = Object.fromEntries(
        Object.entries(row ?? {}).map(([key, value]) => [key, value?.toString() ?? null]),
      );
      for (const sampled of sample.toRows())
        expect(
          Object.fromEntries(Object.entries(sampled).map(([key, value]) => [key, value?.toString() ?? null])),
        ).toMatchObject(texts);
      writeFileSync(join(folder, 'synthetic.csv'), stdout);
      const { stdout: report } = await done(folder, ['evaluate', 'real.csv', 'synthetic.csv', '--baselines']);
      expect(report).toMatch(/^Quality score (n\/a|\d\.\d{3})$/m);
      expect(report).not.toMatch(/NaN|undefined/);
    },
  );

  it.each<[name: string, args: string[], code: Refusal['code']]>([
    ['fit', ['fit', 'header.csv', '--out', 'none.cvd'], 'CVD_EMPTY_TABLE'],
    ['evaluate', ['evaluate', 'header.csv', 'header.csv'], 'CVD_EMPTY_TABLE'],
  ])('%s of a header alone ends with 1', async (_, args, code) => {
    writeFileSync(join(folder, 'header.csv'), 'a,b\n');
    await refused(folder, args, { exit: 1, code, says: /at least one row/ });
  });
});
