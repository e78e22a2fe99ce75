import { describe, expect, it } from 'vitest';
import type { EncodedConstraint } from '../encoding/encoded-table.js';
import { createRandomSource } from '../random/counter-random.js';
import type { MethodSampler } from '../synthesizer/method.js';
import { sampleEncoded } from './sample-encoded.js';

const random = createRandomSource(5);
const uniform: MethodSampler = {
  sample: (rows, attempt) => ({
    rows: rows.length,
    columns: [Float64Array.from(rows, (row) => random.uniform(row, 0, attempt))],
  }),
};
const between = (low: number, high: number): EncodedConstraint => ({
  kind: 'continuous',
  column: 0,
  intervals: [{ low, high }],
});
const indices = (count: number) => Float64Array.from({ length: count }, (_, i) => i);
/** As {@link uniform}, several attempts of a row at a time; notes the rows of each call. */
const inBatches = (calls: number[]): MethodSampler => ({
  ...uniform,
  sampleAttempts: (rows, attempts) => {
    calls.push(rows.length);
    return {
      rows: rows.length,
      columns: [Float64Array.from(rows, (row, k) => random.uniform(row, 0, attempts[k]!))],
    };
  },
});
const draw = (
  rows: Float64Array,
  constraints: EncodedConstraint[],
  { acceptance = { drawn: 0, accepted: 0 }, sampler = uniform, maxTries = 10_000 } = {},
) => sampleEncoded(sampler, rows, { method: 'fake', constraints, acceptance, maxTries, onRound: async () => {} });

describe('sampleEncoded', () => {
  it('keeps first draws that meet the constraints and redraws only the others', async () => {
    const rows = indices(200);
    const [free, bound] = [await draw(rows, []), await draw(rows, [between(0.5, 1)])];
    for (let k = 0; k < 200; k++) {
      const value = bound.columns[0]![k]!;
      expect(value).toBeGreaterThanOrEqual(0.5);
      if (free.columns[0]![k]! >= 0.5) expect(value).toBe(free.columns[0]![k]);
    }
  });

  it('gives a row the same value alone as among others', async () => {
    const together = await draw(indices(50), [between(0.9, 1)]);
    const alone = await draw(Float64Array.of(17), [between(0.9, 1)]);
    expect(alone.columns[0]![0]).toBe(together.columns[0]![17]);
  });

  it('counts what was drawn and accepted', async () => {
    const acceptance = { drawn: 0, accepted: 0 };
    await draw(indices(4000), [between(0, 0.25)], { acceptance });
    expect(acceptance.accepted).toBe(4000);
    // 4,000 geometric waits of mean 4: the sum has standard deviation 4000^½·(√.75/.25) ≈ 219; 5 of them.
    expect(Math.abs(acceptance.drawn - 16_000)).toBeLessThan(5 * 219);
  });

  it('draws a few rows several times over where the method can, and keeps the same attempts', async () => {
    const calls: number[] = [];
    const [one, many] = [
      { drawn: 0, accepted: 0 },
      { drawn: 0, accepted: 0 },
    ];
    const rows = indices(20);
    const expected = await draw(rows, [between(0.99, 1)], { acceptance: one });
    const found = await draw(rows, [between(0.99, 1)], { acceptance: many, sampler: inBatches(calls) });
    expect(found).toEqual(expected);
    // Draws after a row's first hit are not counted: the rate is that of draws one by one.
    expect(many).toEqual(one);
    // 20 rows of 1 in 100 wait for the slowest, some 360 attempts; a row alone fills a round.
    expect(calls.length).toBeLessThan(60);
    expect(Math.max(...calls)).toBeLessThanOrEqual(512);
  });

  it.each([1, 2, 37])('gives up on a row after %i tries', async (maxTries) => {
    for (const sampler of [uniform, inBatches([])]) {
      const acceptance = { drawn: 0, accepted: 0 };
      const made = draw(Float64Array.of(3), [between(2, 3)], { maxTries, sampler, acceptance });
      await expect(made).rejects.toMatchObject({ code: 'CVD_CONDITION_TOO_RARE', rate: 0 });
      expect(acceptance.drawn).toBe(maxTries);
    }
  });

  it('gives up with the rate when nothing is ever accepted', async () => {
    await expect(draw(indices(20_000), [between(2, 3)])).rejects.toMatchObject({
      code: 'CVD_CONDITION_TOO_RARE',
      rate: 0,
      made: 0,
    });
  });
});
