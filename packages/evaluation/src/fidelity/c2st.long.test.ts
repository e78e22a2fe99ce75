import { createRandomSource, type Table, tableFromColumns } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { c2st } from './c2st.js';

const random = createRandomSource(1);

const sample = (name: string, rows: number): Table => {
  const draw = (column: string, row: number) => random.child(`${name} ${column}`).uniform(row);
  const x = Array.from({ length: rows }, (_, row) => draw('x', row));
  return tableFromColumns({
    x,
    y: x.map((value, row) => value + draw('y', row)),
    z: x.map((value, row) => (value + draw('z', row) > 1 ? 'high' : 'low')),
  });
};

const metadata = {
  columns: { x: { sdtype: 'numerical' }, y: { sdtype: 'numerical' }, z: { sdtype: 'categorical' } },
};

describe('the interval of c2st', () => {
  it('holds .5 for nineteen of twenty pairs of samples', async () => {
    const runs = 300;
    const missed = { boostedTrees: 0, logistic: 0 };
    for (let seed = 0; seed < runs; seed++) {
      const result = await c2st(sample(`real ${seed}`, 150), sample(`synthetic ${seed}`, 150), metadata, { seed });
      for (const key of ['boostedTrees', 'logistic'] as const) {
        const score = result[key];
        if (score.auc === null) throw new Error(score.because);
        if (score.interval.low > 0.5 || score.interval.high < 0.5) missed[key]++;
      }
    }
    // 15 of 300 expected; standard error √(300 · .05 · .95) = 3.8. Not more than 4 of them above.
    expect(missed.boostedTrees).toBeLessThan(15 + 4 * 3.8);
    expect(missed.logistic).toBeLessThan(15 + 4 * 3.8);
  }, 600_000);
});
