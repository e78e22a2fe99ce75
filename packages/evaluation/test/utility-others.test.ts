import { createRandomSource, type Table, tableFromColumns } from '@cvd/core';
import { independentColumnsTable } from '@cvd/core/testing';
import { describe, expect, it } from 'vitest';
import { utility } from '../src/index.js';

const random = createRandomSource(8);

/** Two numbers, and whether their product is above 0 but for some noise: trees tell, a chance slope of one number does not. */
const sample = (name: string, rows: number): Table => {
  const draws = new Float64Array(3 * rows);
  random.child(name).uniformsInto(draws, 0);
  const x = Array.from({ length: rows }, (_, row) => 2 * draws[3 * row]! - 1);
  const y = Array.from({ length: rows }, (_, row) => 2 * draws[3 * row + 1]! - 1);
  return tableFromColumns({
    ...{ x, y },
    target: x.map((value, row) => (value * y[row]! + 0.2 * draws[3 * row + 2]! > 0.1 ? 'yes' : 'no')),
  });
};

const numerical = { sdtype: 'numerical' };
const metadata = { columns: { x: numerical, y: numerical, target: { sdtype: 'categorical' } } };
const given = { train: sample('train', 200), synthetic: sample('synthetic', 200), holdout: sample('holdout', 400) };

describe('utility', () => {
  it('scores other tables in the same run, and the given ones as without them', async () => {
    const alone = await utility(given, metadata, 'target');
    expect(alone).not.toHaveProperty('others');
    const fractions: number[] = [];
    const others = {
      independent: independentColumnsTable(given.train, 200, random),
      copy: given.train,
      few: given.train.slice(0, 30),
    };
    const found = await utility({ ...given, others }, metadata, 'target', {
      onProgress: ({ fraction }) => fractions.push(fraction),
    });
    expect(found).toEqual({ ...alone, others: found.others });
    expect(Object.keys(found.others!)).toEqual(['independent', 'copy', 'few']);
    // Of 200 and 200 rows an area of chance has a standard error of √(401 / (12 · 200 · 200)) = .029; 4 of them.
    const chance = expect.toSatisfy((auc: number) => Math.abs(auc - 0.5) < 0.12);
    expect(found.others!.independent).toMatchObject({ boostedTrees: { auc: chance }, linear: { auc: chance } });
    expect(found.tstr.boostedTrees).toMatchObject({ auc: expect.toSatisfy((auc: number) => auc > 0.7) });
    expect(found.others!.copy!.linear).toEqual(found.trtr.linear);
    const few = { because: 'there are 30 rows to learn "target" from, and 40 are needed' };
    expect(found.others!.few).toEqual({ boostedTrees: few, linear: few });
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect([fractions.length, fractions.at(-1)]).toEqual([10, 1]);
  });

  it('gives each score an interval that holds it, by the seed', async () => {
    const { tstr, trtr } = await utility(given, metadata, 'target', { seed: 3 });
    for (const scores of [tstr.boostedTrees, tstr.linear, trtr.boostedTrees, trtr.linear]) {
      if (!('auc' in scores)) throw new Error('no scores');
      for (const name of ['auc', 'f1', 'accuracy'] as const) {
        const interval = scores.intervals[name]!;
        expect(interval.low).toBeLessThan(scores[name]);
        expect(interval.high).toBeGreaterThan(scores[name]);
        expect(interval.method).toBe('bootstrap of the holdout rows, 200 resamples, percentiles');
      }
    }
  });

  it('gives numbers intervals, and none with fewer than 10 holdout rows', async () => {
    const { tstr } = await utility(given, metadata, 'x', { resamples: 40, confidence: 0.9 });
    expect(tstr.linear).toMatchObject({ intervals: { r2: { confidence: 0.9 }, rmse: { confidence: 0.9 } } });
    const little = await utility({ ...given, holdout: given.holdout.slice(0, 9) }, metadata, 'x');
    expect(little.tstr.linear).toMatchObject({ r2: expect.any(Number), intervals: { r2: null, rmse: null } });
    await expect(utility(given, metadata, 'target', { resamples: 5 })).rejects.toMatchObject({
      code: 'CVD_INVALID_OPTION',
    });
  });
});
