import { createRandomSource, type Table, tableFromColumns } from '@cvd/core';
import { bootstrapRowsTable, independentColumnsTable } from '@cvd/core/testing';
import { describe, expect, it } from 'vitest';
import type { Interval } from '../figures/figure.js';
import { type C2stScore, c2st } from './c2st.js';
import { c2stAgainstBoth } from './c2st-against-both.js';

const random = createRandomSource(11);

/** A normal variate by twelve uniforms (Irwin and Hall). */
const normal = (name: string, row: number): number => {
  const draws = new Float64Array(12);
  random.child(name).uniformsInto(draws, row);
  return draws.reduce((sum, u) => sum + u, -6);
};

/** Two numbers that correlate by .95, and a category that says how far from 0 they are together. */
const correlated = (name: string, rows: number): Table => {
  const a = Array.from({ length: rows }, (_, row) => normal(`${name} a`, row));
  const b = a.map((value, row) => 0.95 * value + Math.sqrt(1 - 0.95 ** 2) * normal(`${name} b`, row));
  return tableFromColumns({
    a,
    b,
    side: a.map((value, row) => (value * b[row]! > 0.3 ? 'far' : 'near')),
    id: a.map((_, row) => `${name}-${row}`),
  });
};

const metadata = {
  columns: {
    a: { sdtype: 'numerical' },
    b: { sdtype: 'numerical' },
    side: { sdtype: 'categorical' },
    id: { sdtype: 'id' },
  },
};

const intervalOf = (score: C2stScore): Interval => {
  if (score.auc === null) throw new Error(score.because);
  return score.interval;
};

describe('c2st', () => {
  const train = correlated('train', 1000);
  const holdout = correlated('holdout', 1000);

  it('tells independent columns by trees, where a linear model sees nothing', async () => {
    const { boostedTrees, logistic } = await c2st(train, independentColumnsTable(train, 1000, random), metadata);
    expect(boostedTrees.auc).toBeGreaterThan(0.8);
    expect(intervalOf(boostedTrees).low).toBeGreaterThan(0.8);
    // DeLong's standard error of two alike samples of n rows is √(1/6n) about, 1.5 times that over folds; 4 of them.
    expect(Math.abs(logistic.auc! - 0.5)).toBeLessThan(4 * 1.5 * Math.sqrt(1 / 6000));
  });

  it('cannot tell a second sample', async () => {
    const { boostedTrees, logistic } = await c2st(train, holdout, metadata);
    for (const score of [boostedTrees, logistic]) {
      const { low, high } = intervalOf(score);
      expect(low).toBeLessThan(0.5);
      expect(high).toBeGreaterThan(0.5);
    }
  });

  it('catches rows drawn many times over against the holdout, and reads below .5 against their originals', async () => {
    const copies = bootstrapRowsTable(train, 1000, random);
    expect(intervalOf((await c2st(holdout, copies, metadata)).boostedTrees).low).toBeGreaterThan(0.5);
    expect(intervalOf((await c2st(train, copies, metadata)).boostedTrees).high).toBeLessThan(0.5);
  });

  it('tests against both with as many rows, and against the training rows alone where there is no holdout', async () => {
    const copies = bootstrapRowsTable(train, 300, random);
    const fractions: number[] = [];
    const both = await c2stAgainstBoth({ train, synthetic: copies, holdout: holdout.slice(0, 250) }, metadata, {
      onProgress: ({ fraction }) => fractions.push(fraction),
    });
    expect(both).toMatchObject({ against: 'holdout', c2st: { rows: 250 }, c2stTrain: { rows: 250 } });
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
    expect(both.c2st).toEqual(await c2st(holdout.slice(0, 250), copies, metadata));
    const alone = await c2stAgainstBoth({ train, synthetic: copies.slice(0, 60) }, metadata);
    expect(alone).toMatchObject({ against: 'train', c2st: { rows: 60 } });
    expect(alone.c2stTrain).toEqual(alone.c2st);
  });

  it('is the same for the same seed, and leaves ids out', async () => {
    const small = correlated('small', 100);
    const first = await c2st(small, holdout, metadata, { seed: 3 });
    expect(first).toMatchObject({ rows: 100, folds: 5, seed: 3, emptyColumns: [] });
    expect(await c2st(small, holdout, metadata, { seed: 3 })).toEqual(first);
    expect(await c2st(small, holdout, metadata, { seed: 4 })).not.toEqual(first);
    expect(JSON.parse(JSON.stringify(first))).toEqual(first);
    const { id: _, ...known } = metadata.columns;
    expect(await c2st(small, holdout, { columns: known }, { seed: 3 })).toEqual(first);
  });

  it('takes no more rows than it is told to', async () => {
    expect((await c2st(train, holdout, metadata, { maxRows: 60 })).rows).toBe(60);
  });

  it('says why it cannot be computed', async () => {
    const five = await c2st(train.slice(0, 5), holdout, metadata);
    expect(five.boostedTrees).toEqual({
      auc: null,
      because: '5 folds need 25 rows of each table, and there are 5',
    });
    const empty = tableFromColumns({
      id: Array.from({ length: 50 }, (_, row) => `${row}`),
      a: new Array(50).fill(null),
    });
    const nothing = await c2st(empty, empty, { columns: { id: { sdtype: 'id' }, a: { sdtype: 'numerical' } } });
    expect(nothing.logistic).toEqual({ auc: null, because: expect.stringMatching(/no column has values/) });
    expect(nothing.emptyColumns).toEqual(['a']);
  });

  it('takes missing values, constants and a category for every row', async () => {
    const odd = (name: string) =>
      tableFromColumns({
        a: Array.from({ length: 200 }, (_, row) => (row % 3 === 0 ? null : normal(name, row))),
        same: new Array(200).fill(7),
        none: new Array(200).fill(null),
        text: Array.from({ length: 200 }, (_, row) => `${name} ${row}`),
      });
    const columns = { a: 'numerical', same: 'numerical', none: 'numerical', text: 'categorical' };
    const { boostedTrees, logistic, emptyColumns } = await c2st(odd('x'), odd('y'), {
      columns: Object.fromEntries(Object.entries(columns).map(([name, sdtype]) => [name, { sdtype }])),
    });
    expect(boostedTrees.auc).toBeGreaterThan(0);
    expect(logistic.auc).toBeGreaterThan(0);
    expect(emptyColumns).toEqual(['none']);
  });

  it('stops at its signal', async () => {
    const controller = new AbortController();
    const running = c2st(train, holdout, metadata, { signal: controller.signal, onProgress: () => controller.abort() });
    await expect(running).rejects.toMatchObject({ code: 'CVD_ABORTED' });
  });

  it('refuses columns that one table lacks, and text where numbers are needed', async () => {
    await expect(c2st(train, holdout.select(['a', 'side']), metadata)).rejects.toMatchObject({
      code: 'CVD_UNKNOWN_COLUMN',
    });
    const refusal = { code: 'CVD_INVALID_OPTION' };
    await expect(c2st(train, holdout, metadata, { folds: 1 })).rejects.toMatchObject(refusal);
    await expect(c2st(train, holdout, metadata, { maxRows: Number.NaN })).rejects.toMatchObject(refusal);
    const text = tableFromColumns({ a: new Array(30).fill('x') });
    await expect(c2st(text, text, { columns: { a: { sdtype: 'numerical' } } })).rejects.toMatchObject({
      code: 'CVD_METRIC_INPUT',
      reason: 'not-numeric',
    });
  });
});
