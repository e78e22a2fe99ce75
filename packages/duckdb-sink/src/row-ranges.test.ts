import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RowRange, RowRanges, toRanges } from './row-ranges.js';

const membersOf = (ranges: readonly RowRange[]): number[] =>
  ranges.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, k) => first + k));

describe('toRanges', () => {
  it('joins consecutive indices', () => {
    expect(toRanges([0, 1, 2, 5, 7, 8])).toEqual([
      { first: 0, last: 2 },
      { first: 5, last: 5 },
      { first: 7, last: 8 },
    ]);
    expect(toRanges([])).toEqual([]);
  });
});

describe('RowRanges', () => {
  it('is one range for a run without gaps, in whatever order it came', () => {
    const rows = new RowRanges();
    for (const first of [20, 0, 40, 10, 30]) rows.add([{ first, last: first + 9 }]);
    expect(rows.ranges).toEqual([{ first: 0, last: 49 }]);
    expect(rows.size).toBe(50);
  });

  it('tells what each addition replaced', () => {
    const rows = new RowRanges([
      { first: 0, last: 4 },
      { first: 8, last: 9 },
    ]);
    expect(
      rows.add([
        { first: 5, last: 7 },
        { first: 11, last: 11 },
      ]),
    ).toEqual({
      removed: [
        { first: 0, last: 4 },
        { first: 8, last: 9 },
      ],
      added: [
        { first: 0, last: 9 },
        { first: 11, last: 11 },
      ],
    });
  });

  it('holds what a set holds, and its changes applied to a copy give the same ranges', () => {
    const batches = fc.array(fc.uniqueArray(fc.nat(60), { maxLength: 12 }), { maxLength: 12 });
    fc.assert(
      fc.property(batches, (additions) => {
        const rows = new RowRanges();
        const set = new Set<number>();
        let copy: RowRange[] = [];
        for (const indices of additions) {
          const fresh = indices.filter((index) => !rows.has(index)).sort((a, b) => a - b);
          const { removed, added } = rows.add(toRanges(fresh));
          for (const index of fresh) set.add(index);
          const gone = new Set(removed.map(({ first }) => first));
          copy = [...copy.filter(({ first }) => !gone.has(first)), ...added].sort((a, b) => a.first - b.first);
        }
        expect(membersOf(rows.ranges)).toEqual([...set].sort((a, b) => a - b));
        expect(rows.ranges).toEqual(toRanges([...set].sort((a, b) => a - b)));
        expect(copy).toEqual(rows.ranges);
        for (let index = 0; index <= 61; index++) expect(rows.has(index)).toBe(set.has(index));
      }),
      { numRuns: 500, seed: 3 },
    );
  });
});
