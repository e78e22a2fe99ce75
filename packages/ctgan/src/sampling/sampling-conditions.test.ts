import { createRandomSource, type EncodedConstraint } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import type { ConditionLayout } from '../data/condition-layout.js';
import { samplingConditions } from './sampling-conditions.js';

const random = createRandomSource(5);
const layout: ConditionLayout = {
  width: 9,
  columns: [
    { column: 0, choice: 0, cardinality: 4, place: 0, target: 0 },
    { column: 2, choice: 2, cardinality: 3, place: 4, target: 9 },
    { column: 5, choice: 3, cardinality: 2, place: 7, target: 12 },
  ],
};
const counts = Float64Array.of(940, 40, 20, 0, 300, 300, 400, 990, 10);

const shares = (constraints: readonly EncodedConstraint[], rows = 20_000): number[] => {
  const conditions = samplingConditions(layout, counts, constraints, random)!;
  const found = new Array<number>(9).fill(0);
  for (let row = 0; row < rows; row++) found[conditions.place(row, 0)]! += 1 / rows;
  return found;
};

/** Four standard errors of a share of 20,000 draws. */
const error = (share: number): number => 4 * Math.sqrt((share * (1 - share)) / 20_000) + 1e-12;

const expectShares = (found: readonly number[], expected: readonly number[]): void =>
  expected.forEach((share, place) => {
    expect(Math.abs(found[place]! - share), `place ${place}`).toBeLessThan(error(share));
  });

const discrete = (column: number, ...codes: number[]): EncodedConstraint => ({ kind: 'discrete', column, codes });

describe('samplingConditions', () => {
  it('asks for columns evenly and for categories by their true frequency', () => {
    expectShares(
      shares([]),
      [0.94, 0.04, 0.02, 0, 0.3, 0.3, 0.4, 0.99, 0.01].map((share) => share / 3),
    );
  });

  it('asks for any column that is constrained, by true frequency among what is allowed', () => {
    expectShares(shares([discrete(2, 1, 2)]), [0, 0, 0, 0, 0, 3 / 7, 4 / 7, 0, 0]);
    expectShares(shares([discrete(5, 1)]), [0, 0, 0, 0, 0, 0, 0, 0, 1]);
  });

  it('asks for the rarest of several', () => {
    const numeric: EncodedConstraint = { kind: 'continuous', column: 1, intervals: [{ low: 0, high: 1 }] };
    const found = shares([numeric, discrete(2, 0), discrete(0, 1, 2), discrete(5, 0)]);
    expectShares(found, [0, 2 / 3, 1 / 3, 0, 0, 0, 0, 0, 0]);
  });

  it('steers by nothing that never occurs, and by no number', () => {
    const free = shares([]);
    expect(shares([discrete(0, 3)])).toEqual(free);
    expect(shares([{ kind: 'continuous', column: 1, intervals: [{ low: 0, high: 1 }] }])).toEqual(free);
  });

  it('is a function of row and attempt', () => {
    const [a, b] = [1, 2].map(() => samplingConditions(layout, counts, [], random)!);
    const rows = [0, 5, 2 ** 40, 2 ** 52];
    const places = rows.map((row) => a!.place(row, 3));
    expect([...rows].reverse().map((row) => b!.place(row, 3))).toEqual([...places].reverse());
    expect(Array.from({ length: 40 }, (_, row) => a!.place(row, 1))).not.toEqual(
      Array.from({ length: 40 }, (_, row) => a!.place(row, 2)),
    );
  });

  it('asks for nothing without discrete columns', () => {
    expect(samplingConditions({ width: 0, columns: [] }, new Float64Array(0), [], random)).toBeNull();
  });
});
