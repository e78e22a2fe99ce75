import { isPresent, type Table, tableFromColumns } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { fitted, people, sampled } from '../test/support/trained.js';

const valuesOf = (table: Table, column: string): unknown[] =>
  Array.from({ length: table.rows }, (_, row) => table.at(row, column));

const shareOf = (table: Table, column: string, value: unknown): number =>
  valuesOf(table, column).filter((other) => other === value).length / table.rows;

/** Half of the L1 distance of two columns' shares. */
const distance = (a: Table, b: Table, column: string): number => {
  const values = new Set([...valuesOf(a, column), ...valuesOf(b, column)]);
  return [...values].reduce<number>(
    (sum, value) => sum + Math.abs(shareOf(a, column, value) - shareOf(b, column, value)) / 2,
    0,
  );
};

const meanIncome = (table: Table, port: string): number => {
  const column = table.column('income');
  const rows = Array.from({ length: table.rows }, (_, row) => row).filter(
    (row) => table.at(row, 'port') === port && isPresent(column, row),
  );
  return rows.reduce((sum, row) => sum + Number(table.at(row, 'income')), 0) / rows.length;
};

describe('a short training', () => {
  const real = people();

  it('learns shares, means and what depends on what, where the untrained network knows nothing of it', async () => {
    // The strict build, since builds end as far apart as seeds do: over eight of them a distance was .09 ± .05.
    const model = await fitted(real, { epochs: 60, deterministic: true });
    const made = await sampled(model, 2000);
    const untrained = await sampled(await fitted(real, { epochs: 1, deterministic: true }), 2000);
    for (const column of ['port', 'member', 'size']) expect(distance(made, real, column), column).toBeLessThan(0.2);
    const missing = (table: Table): number => shareOf(table, 'visits', null);
    expect(Math.abs(missing(made) - missing(real))).toBeLessThan(0.1);
    const gap = (table: Table): number => meanIncome(table, 'Oslo') - meanIncome(table, 'Ålesund');
    expect(gap(real)).toBeGreaterThan(45);
    expect(gap(made)).toBeGreaterThan(0.5 * gap(real));
    expect(gap(untrained)).toBeLessThan(0.3 * gap(real));
    const total = (table: Table): number =>
      ['port', 'member', 'size'].reduce((sum, column) => sum + distance(table, real, column), 0);
    expect(total(untrained)).toBeGreaterThan(1.5 * total(made));
  });

  it('samples a common category as often as it is, though it was trained on by the logarithm', async () => {
    const rows = 800;
    const table = tableFromColumns({
      kind: Array.from({ length: rows }, (_, row) => (row % 40 === 0 ? 'b' : row % 40 === 20 ? 'c' : 'a')),
      x: Array.from({ length: rows }, (_, row) => ((row * 7919) % 997) / 10),
    });
    const model = await fitted(table, { epochs: 100, deterministic: true });
    const made = await sampled(model, 2000);
    // By the logarithm it would be asked for in 51 % of the rows: ln 761 against 2 · ln 21.
    expect(shareOf(table, 'kind', 'a')).toBe(0.95);
    expect(Math.abs(shareOf(made, 'kind', 'a') - 0.95)).toBeLessThan(0.04);
  });
});
