import { tableFromColumns } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import type { CategoryMarginal, Marginal, NumberMarginal } from './marginal.js';
import { marginals } from './marginals.js';

const times = (count: number, value: string | null): (string | null)[] => new Array(count).fill(value);
const numbers = { columns: { x: { sdtype: 'numerical' } } } as const;
const categories = { columns: { x: { sdtype: 'categorical' } } } as const;

const only = async (found: Promise<readonly Marginal[]>): Promise<Marginal> => {
  const [first, ...others] = await found;
  expect(others).toEqual([]);
  return first!;
};
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

describe('marginals of numbers', () => {
  const real = tableFromColumns({ x: Array.from({ length: 1000 }, (_, i) => ((i * 7) % 1000) / 8) });
  const synthetic = tableFromColumns({ x: [-5, 0.3, 0.5, 60, 60, 60, 124.5, 300, null, null] });

  it('cuts bins of equal width between the 5th values from each end, and counts what lies beyond', async () => {
    const found = (await only(marginals({ real, synthetic }, numbers))) as NumberMarginal;
    expect(found.kind).toBe('numbers');
    expect(found.whole).toBe(false);
    // Rice's rule: twice the cube root of 1,000.
    expect(found.edges).toHaveLength(21);
    expect([found.edges[0], found.edges.at(-1)]).toEqual([4 / 8, 995 / 8]);
    const width = (995 - 4) / 8 / 20;
    for (const [i, edge] of found.edges.entries()) expect(edge).toBeCloseTo(0.5 + i * width, 9);
    expect(found.shares.real).toHaveLength(22);
    expect(found.shares.real[0]).toBe(4 / 1000);
    expect(found.shares.real.at(-1)).toBe(4 / 1000);
    expect(sum(found.shares.real)).toBeCloseTo(1, 12);
    expect(found.shares.synthetic[0]).toBe(0.2);
    expect(found.shares.synthetic[1]).toBe(0.1);
    expect(found.shares.synthetic.at(-1)).toBe(0.2);
    expect(found.shares.synthetic[1 + Math.floor((60 - 0.5) / width)]).toBeCloseTo(0.3, 12);
    expect(found.missing).toEqual({ real: 0, synthetic: 0.2 });
  });

  it('shows the ends only when asked to', async () => {
    const told = JSON.stringify(await marginals({ real, synthetic }, numbers));
    expect(told).not.toContain('124.875');
    const found = (await only(marginals({ real, synthetic }, numbers, { rareValues: true }))) as NumberMarginal;
    expect([found.edges[0], found.edges.at(-1)]).toEqual([0, 124.875]);
  });

  it('gives whole numbers bins of whole numbers', async () => {
    const days = tableFromColumns({ x: Array.from({ length: 310 }, (_, i) => i % 31) });
    const found = (await only(marginals({ real: days, synthetic: days }, numbers))) as NumberMarginal;
    expect(found.edges).toEqual(Array.from({ length: 32 }, (_, i) => i - 0.5));
    expect(found.shares.real.slice(1, -1)).toEqual(new Array(31).fill(10 / 310));
    const wide = tableFromColumns({ x: Array.from({ length: 1000 }, (_, i) => i) });
    const { edges, whole } = (await only(marginals({ real: wide, synthetic: wide }, numbers))) as NumberMarginal;
    expect(whole).toBe(true);
    expect(edges.slice(0, 3)).toEqual([3.5, 53.5, 103.5]);
  });

  it('counts every table, the holdout too, in the bins of the real one', async () => {
    const holdout = tableFromColumns({ x: [1, 2, 3, null] });
    const found = (await only(marginals({ real, synthetic, holdout }, numbers))) as NumberMarginal;
    expect(found.missing.holdout).toBe(0.25);
    expect(sum(found.shares.holdout!)).toBe(0.75);
  });

  it.each([
    [{ x: [1, 2, 3] }, 'it takes at least 10 real values, and there are 3'],
    [{ x: [null, null] }, 'it takes at least 10 real values, and there are 0'],
    [{ x: times(20, 'a') }, 'the real column holds text where numbers or timestamps are needed'],
  ])('says why there is none of %j', async (columns, because) => {
    const table = tableFromColumns(columns);
    expect(await marginals({ real: table, synthetic: table }, numbers)).toEqual([
      { column: 'x', kind: 'none', because },
    ]);
  });

  it('holds a constant, infinities and the widest range without a NaN', async () => {
    const constant = tableFromColumns({ x: new Array(20).fill(0.5) });
    const others = tableFromColumns({ x: [0.25, 0.5, 0.75, Number.POSITIVE_INFINITY] });
    const found = (await only(marginals({ real: constant, synthetic: others }, numbers))) as NumberMarginal;
    expect(found.shares).toEqual({ real: [0, 1, 0], synthetic: [0.25, 0.25, 0.5] });
    const wide = tableFromColumns({ x: Array.from({ length: 20 }, (_, i) => (i < 10 ? -1.5e308 : 1.5e308)) });
    const { edges } = (await only(marginals({ real: wide, synthetic: wide }, numbers))) as NumberMarginal;
    expect(edges.every(Number.isFinite)).toBe(true);
  });
});

it('reads datetimes of text and of timestamps as milliseconds', async () => {
  const day = (i: number): string => new Date(Date.UTC(2020, 0, 1) + 86_400_000 * i).toISOString().slice(0, 10);
  const columns = { x: Array.from({ length: 40 }, (_, i) => day(i)) };
  const metadata = { columns: { x: { sdtype: 'datetime', datetime_format: '%Y-%m-%d' } } } as const;
  const text = tableFromColumns(columns);
  const read = tableFromColumns(columns, new Map([['x', { type: 'timestamp', unit: 'ns', timezone: null }]]));
  for (const table of [text, read]) {
    const found = (await only(marginals({ real: table, synthetic: table }, metadata))) as NumberMarginal;
    expect(found.kind).toBe('datetimes');
    expect(Math.abs(found.edges[0]! - Date.UTC(2020, 0, 5))).toBeLessThan(1);
    expect(sum(found.shares.real)).toBeCloseTo(1, 12);
  }
});

describe('marginals of categories', () => {
  const real = tableFromColumns({
    x: [...times(4, 'Ebola'), ...times(10, 'flu'), ...times(5, 'cold'), ...times(1, null)],
  });
  const synthetic = tableFromColumns({ x: ['flu', 'flu', 'Ebola', 'new', 'newer', 'newer', null, 'cold'] });

  it('names those of five real rows or more, and counts rare ones and those that are not real together', async () => {
    const found = (await only(marginals({ real, synthetic, holdout: real }, categories))) as CategoryMarginal;
    expect(found).toEqual({
      column: 'x',
      kind: 'categories',
      categories: ['flu', 'cold'],
      shares: { real: [0.5, 0.25], synthetic: [0.25, 0.125], holdout: [0.5, 0.25] },
      others: { values: 0, shares: { real: 0, synthetic: 0, holdout: 0 } },
      rare: { values: 1, shares: { real: 0.2, synthetic: 0.125, holdout: 0.2 } },
      notReal: { values: 2, shares: { real: 0, synthetic: 0.375, holdout: 0 } },
      missing: { real: 0.05, synthetic: 0.125, holdout: 0.05 },
    });
  });

  it('names the rare ones when asked to', async () => {
    const found = (await only(marginals({ real, synthetic }, categories, { rareValues: true }))) as CategoryMarginal;
    expect(found.categories).toEqual(['flu', 'cold', 'Ebola']);
    expect(found.rare.values).toBe(0);
  });

  it('names no more than thirty', async () => {
    const many = tableFromColumns({ x: Array.from({ length: 50 }, (_, i) => times(100 - i, `v${i}`)).flat() });
    const found = (await only(marginals({ real: many, synthetic }, categories))) as CategoryMarginal;
    expect(found.categories).toEqual(Array.from({ length: 30 }, (_, i) => `v${i}`));
    expect(found.others.values).toBe(20);
    const { shares, others, missing } = found;
    expect(sum(shares.real) + others.shares.real + missing.real).toBeCloseTo(1, 12);
  });
});

it('leaves out ids and personal data, and stops at a signal', async () => {
  const table = tableFromColumns({ id: ['a', 'b'], name: ['c', 'd'], x: ['e', 'e'] });
  const metadata = { columns: { id: { sdtype: 'id' }, name: { sdtype: 'name' }, x: { sdtype: 'boolean' } } } as const;
  const tables = { real: table, synthetic: table };
  expect((await marginals(tables, metadata)).map(({ column }) => column)).toEqual(['x']);
  await expect(marginals(tables, metadata, { signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'CVD_ABORTED',
  });
});
