import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCsv, tableFromColumns } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../packages/cli/test/support/folder.js';
import { succeed } from '../support/command.js';
import { done } from './support/run.js';
import { fitted, methods } from './support/table.js';

const categories = 10_000;

/** A small network, since it is the number of categories that matters. */
const small = { epochs: 1, embeddingDim: 8, rareBelow: 0 };

interface Case {
  readonly method: string;
  readonly options: object;
  readonly columns: number;
  readonly categories: number;
  readonly rows: number;
  /** MiB that its memory may grow by. */
  readonly most: number;
}

const cases: readonly Case[] = [
  // A table of all pairs of categories alone would take 381 MiB in 32-bit counts; what is measured is about a tenth of that.
  { method: 'copula', options: {}, columns: 2, categories, rows: 6 * categories, most: 200 },
  // The rows one-hot alone would take 1,526 MiB; batches of them take 8 MiB a buffer, of which there are about a dozen.
  {
    method: 'tvae',
    options: { ...small, batchSize: 100, compressDims: [8], decompressDims: [8] },
    columns: 2,
    categories,
    rows: 2 * categories,
    most: 400,
  },
  // 1,144 MiB one-hot. CTGAN hands the condition on to its last layer, which therefore has categories² weights: 34 MiB, and
  // half a dozen times that with gradients, moments and the point to go back to.
  {
    method: 'ctgan',
    options: { ...small, batchSize: 100, generatorDim: [8], discriminatorDim: [8] },
    columns: 1,
    categories: 3000,
    rows: 100_000,
    most: 700,
  },
];

/**
 * Fits columns of so many categories in a process of its own and prints how far its memory grew above what it was with the table
 * in hand.
 */
const programOf = ({ method, options, columns, categories, rows }: Case): string => `
  import { ${method} } from '@cvd/${method}';
  import { createRegistry, tableFromColumns } from '@cvd/core';
  const codes = Array.from({ length: ${rows} }, (_, row) => row % ${categories});
  const columns = {
    city: codes.map((code) => 'city ' + code),
    trade: codes.map((code) => 'trade ' + ((7 * code + 3) % ${categories})),
  };
  const names = Object.keys(columns).slice(0, ${columns});
  const table = tableFromColumns({
    ...Object.fromEntries(names.map((name) => [name, columns[name]])),
    age: codes.map((code, row) => (code % 90) + (row % 7) / 7),
  });
  const before = process.memoryUsage.rss();
  const model = createRegistry(${method}).create('${method}', { seed: 7, ...${JSON.stringify(options)} });
  await model.fit(table, { execution: 'inline', ...(${method === 'ctgan'} && { maxSeconds: 5 }) });
  const sample = await model.sample(20_000, { execution: 'inline' }).toTable();
  let outside = 0;
  for (const row of sample.toRows())
    for (const name of names) if (!new RegExp('^' + name + ' [0-9]{1,4}$').test(row[name])) outside++;
  const grown = process.resourceUsage().maxRSS / 1024 - before / 2 ** 20;
  console.log(JSON.stringify({ rows: sample.rows, outside, grown }));
`;

describe('thousands of categories', () => {
  it.each(cases)('are learned by $method in memory of their number, and no other value comes out', async (given) => {
    const printed = await succeed(process.execPath, ['--input-type=module', '--eval', programOf(given)]);
    const { rows, outside, grown } = JSON.parse(printed);
    expect({ rows, outside }).toEqual({ rows: 20_000, outside: 0 });
    expect(grown).toBeLessThan(given.most);
  });

  it('keep their dependence on another column', async () => {
    const codes = Array.from({ length: 6 * categories }, (_, row) => row % categories);
    const table = tableFromColumns({ city: codes.map((code) => `c${code}`), age: Float64Array.from(codes) });
    const model = await fitted(table);
    const sample = await model.sample(2_000).toTable();
    const pairs = [...sample.toRows()].map(({ city, age }) => [Number(String(city).slice(1)), Number(age)]);
    // Each city has one age. With independent columns the mean distance of two uniform draws is a third of the range.
    const distance = pairs.reduce((sum, [city, age]) => sum + Math.abs(city! - age!), 0) / pairs.length;
    expect(distance).toBeLessThan(categories / 30);
  });

  it('that are all rare are not kept, and the report says so', async () => {
    const names = Array.from({ length: 2 * categories }, (_, row) => `c${row % categories}`);
    const model = methods.create('copula', { seed: 7 });
    const table = tableFromColumns({ city: names, age: Float64Array.from(names, (_, row) => row) });
    const report = await model.fit(table, { execution: 'inline' });
    expect(report.categoriesNotKept).toEqual([{ column: 'city', categories, rows: 2 * categories, share: 1 }]);
    expect(report.warnings).toContainEqual(expect.objectContaining({ code: 'no-category-kept', column: 'city' }));
    expect((await model.sample(100).toTable()).rows).toBe(100);
  });

  it('go through the command line', async () => {
    const folder = temporaryFolder();
    const lines = Array.from({ length: 2 * categories }, (_, row) => `city ${row % categories},${row % 90}`);
    writeFileSync(join(folder, 'cities.csv'), `city,age\n${lines.join('\n')}\n`);
    const set = ['--set', 'rareBelow=0'];
    await done(folder, ['fit', 'cities.csv', ...set, '--seed', '7', '--out', 'cities.cvd']);
    const { stdout } = await done(folder, ['sample', 'cities.cvd', '--rows', '3000', '--out', '-']);
    const sample = parseCsv(stdout);
    expect(sample.rows).toBe(3000);
    for (const { city } of sample.toRows()) expect(city).toMatch(/^city \d{1,4}$/);
  });
});
