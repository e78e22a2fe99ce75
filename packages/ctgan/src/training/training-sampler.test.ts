import { createRandomSource, gammaQ, log, type SpanTable } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import type { ConditionLayout } from '../data/condition-layout.js';
import { conditionBatch, trainingSampler } from './training-sampler.js';

const random = createRandomSource(11);

/** Codes of a column in which category k stands counts[k] times, spread over the rows. */
const codesOf = (counts: readonly number[]): Int32Array => {
  const codes = Int32Array.from(counts.flatMap((count, code) => Array<number>(count).fill(code)));
  const order = Array.from(codes, (_, row) => row).sort((a, b) => random.uniform(a) - random.uniform(b));
  return Int32Array.from(order, (row) => codes[row]!);
};

/** Columns with these counts of their categories. */
const tableOf = (all: readonly (readonly number[])[]) => {
  const choices = all.map(codesOf);
  let place = 0;
  const columns = all.map((counts, c) => {
    const column = { column: c, choice: c, cardinality: counts.length, place, target: place };
    place += counts.length;
    return column;
  });
  const layout: ConditionLayout = { width: place, columns };
  const table: SpanTable = { rows: choices[0]!.length, choices, scalars: [] };
  return { layout, table, counts: Float64Array.from(all.flat()) };
};

/** P-value of Pearson's statistic; categories expected fewer than once are left out. */
const chiSquareP = (counts: readonly number[], shares: readonly number[]): number => {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const used = shares.map((share, k) => ({ expected: share * total, count: counts[k]! })).filter((e) => e.expected > 1);
  const statistic = used.reduce((sum, { expected, count }) => sum + (count - expected) ** 2 / expected, 0);
  return gammaQ((used.length - 1) / 2, statistic / 2);
};

const skewed = [
  [900, 80, 15, 5],
  [0, 400, 600],
] as const;

describe('conditions of a batch', () => {
  it.each([
    ['the logarithm of the frequency', true, (count: number) => log(count + 1)],
    ['the frequency', false, (count: number) => count],
  ] as const)('take a column evenly, and a category by %s', (_, logFrequency, weight) => {
    const { layout, table, counts } = tableOf(skewed);
    const sampler = trainingSampler(layout, counts, table, logFrequency, random);
    const batch = conditionBatch(500);
    const columns = [0, 0];
    const codes = skewed.map((column) => column.map(() => 0));
    for (let draw = 0; draw < 40; draw++) {
      sampler.conditions(batch, 'critic', draw);
      batch.columns.forEach((c, r) => {
        columns[c]!++;
        codes[c]![batch.codes[r]!]!++;
      });
    }
    // Fixed seed; a right sampler falls below 1e-4 once in 10,000 seeds.
    expect(chiSquareP(columns, [0.5, 0.5])).toBeGreaterThan(1e-4);
    skewed.forEach((column, c) => {
      const weights = column.map(weight);
      const total = weights.reduce((sum, value) => sum + value, 0);
      const shares = weights.map((value) => value / total);
      expect(chiSquareP(codes[c]!, shares)).toBeGreaterThan(1e-4);
    });
    expect(codes[1]![0]).toBe(0);
  });

  it('are functions of seed, kind and number alone', () => {
    const { layout, table, counts } = tableOf(skewed);
    const [a, b] = [1, 2].map(() => trainingSampler(layout, counts, table, true, random));
    const drawn = (sampler: typeof a, kind: 'critic' | 'generator', draw: number): string => {
      const batch = conditionBatch(60);
      sampler!.conditions(batch, kind, draw);
      return `${batch.columns} ${batch.codes}`;
    };
    for (let draw = 0; draw < 5; draw++) drawn(a, 'critic', draw);
    expect(drawn(a, 'critic', 7)).toBe(drawn(b, 'critic', 7));
    expect(new Set([drawn(a, 'critic', 7), drawn(a, 'critic', 8), drawn(a, 'generator', 7)]).size).toBe(3);
  });
});

describe('real rows of a batch', () => {
  it('have what is asked for, in another order than the conditions, each such row as likely as the others', () => {
    const { layout, table, counts } = tableOf(skewed);
    const sampler = trainingSampler(layout, counts, table, true, random);
    const [conditions, asked, ids] = [conditionBatch(500), conditionBatch(500), new Int32Array(500)];
    const pairs = ({ columns, codes }: typeof asked): number[] => Array.from(columns, (c, r) => 10 * c + codes[r]!);
    const rare = new Map<number, number>();
    let [moved, wrong] = [0, 0];
    for (let draw = 0; draw < 60; draw++) {
      sampler.conditions(conditions, 'critic', draw);
      sampler.realRows(ids, asked, conditions, draw);
      const [before, after] = [pairs(conditions), pairs(asked)];
      expect([...after].sort()).toEqual([...before].sort());
      ids.forEach((row, r) => {
        if (table.choices[asked.columns[r]!]![row] !== asked.codes[r]) wrong++;
        if (after[r] !== before[r]) moved++;
        if (after[r] === 3) rare.set(row, (rare.get(row) ?? 0) + 1);
      });
    }
    expect(wrong).toBe(0);
    expect(moved).toBeGreaterThan(15_000);
    expect(rare.size).toBe(5);
    expect(chiSquareP([...rare.values()], Array(5).fill(0.2))).toBeGreaterThan(1e-4);
  });

  it('come from all rows alike without discrete columns', () => {
    const table: SpanTable = { rows: 50, choices: [], scalars: [new Float32Array(50)] };
    const sampler = trainingSampler({ width: 0, columns: [] }, new Float64Array(0), table, true, random);
    const counts = Array<number>(50).fill(0);
    const ids = new Int32Array(500);
    for (let draw = 0; draw < 20; draw++) {
      sampler.realRows(ids, conditionBatch(500), conditionBatch(500), draw);
      for (const row of ids) counts[row]!++;
    }
    expect(chiSquareP(counts, Array(50).fill(1 / 50))).toBeGreaterThan(1e-4);
  });

  it('are found among 10,000 categories', () => {
    const { layout, table, counts } = tableOf([Array.from({ length: 10_000 }, (_, code) => 1 + (code % 3))]);
    const sampler = trainingSampler(layout, counts, table, true, random);
    const [conditions, asked, ids] = [conditionBatch(5000), conditionBatch(5000), new Int32Array(5000)];
    sampler.conditions(conditions, 'critic', 0);
    sampler.realRows(ids, asked, conditions, 0);
    expect(new Set(asked.codes).size).toBeGreaterThan(3500);
    expect(ids.every((row, r) => table.choices[0]![row] === asked.codes[r])).toBe(true);
  });
});
