import { createRandomSource } from '@cvd/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { continuous, discrete, encoded } from '../../test/support/encoded.js';
import { kthSmallest } from './kth-smallest.js';
import { PrioritySample } from './priority-sample.js';
import { countSorted } from './sorted-counts.js';
import { summarizeColumns } from './summarize-columns.js';
import { ValueTable } from './value-table.js';

describe('kthSmallest', () => {
  it('is the word that sorting gives', () => {
    const word = fc.oneof(fc.nat(20), fc.integer({ min: 0, max: 2 ** 32 - 1 }));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 200 }), fc.nat(), (words, at) => {
        const k = at % words.length;
        const sorted = Uint32Array.from(words).sort();
        expect(kthSmallest(Uint32Array.from(words), words.length, k)).toBe(sorted[k]);
      }),
      { numRuns: 100 },
    );
  });
});

describe('PrioritySample', () => {
  it('keeps the values of the lowest priorities, of ties the earlier', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { maxLength: 300 }), fc.integer({ min: 1, max: 30 }), (priorities, capacity) => {
        const sample = new PrioritySample(capacity);
        priorities.forEach((priority, row) => {
          sample.add(row, priority);
        });
        const order = priorities
          .map((priority, row) => [priority, row] as const)
          .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
        const lowest = order.slice(0, capacity).map(([, row]) => row);
        expect([...sample.lowest(capacity)]).toEqual(lowest);
        expect([...sample.values()]).toEqual(lowest.toSorted((a, b) => a - b));
      }),
    );
  });
});

describe('ValueTable', () => {
  it('counts distinct doubles, signs of zero aside', () => {
    const random = createRandomSource(2);
    const values = Float64Array.from({ length: 5000 }, (_, i) =>
      i % 3 ? Math.round(2000 * random.uniform(i)) / 64 - 10 : -0,
    );
    const table = new ValueTable();
    for (const value of values) table.add(value);
    expect(table.sorted()).toEqual(countSorted(values.map((value) => value + 0).sort()));
  });
});

describe('summarizeColumns', () => {
  const random = createRandomSource(4);
  const rows = 3000;
  const x = Float64Array.from({ length: rows }, (_, i) => (i % 10 === 0 ? NaN : random.uniform(i)));
  const few = x.map((value) => Math.round(value * 50));
  const codes = Int32Array.from({ length: rows }, (_, i) => i % 3);
  const summarize = (limit: number, batch: number) =>
    summarizeColumns(
      encoded([continuous('x'), continuous('few'), discrete('k', 4)], [x, few, codes], batch),
      limit,
      random.child('sample'),
      { checkpoint: async () => {} },
      (done) => done,
    );

  it('counts exactly up to the limit, and from a sample of as many rows beyond', async () => {
    const [wide, narrow, discreteColumn] = await summarize(1000, 77);
    expect(discreteColumn).toEqual({ kind: 'discrete', counts: Float64Array.of(1000, 1000, 1000, 0) });
    if (wide?.kind !== 'continuous' || narrow?.kind !== 'continuous') throw new Error('two numeric columns');
    expect([wide.values.sampled, wide.values.counts.total, wide.values.present, wide.values.missing]).toEqual([
      true,
      1000,
      2700,
      300,
    ]);
    expect([narrow.values.sampled, narrow.values.counts.total]).toEqual([false, 2700]);
    expect(narrow.values.counts).toEqual(countSorted(few.filter((value) => !Number.isNaN(value)).sort()));
  });

  it('does not depend on the batches', async () => {
    const whole = await summarize(1000, rows);
    for (const batch of [1, 7, 1000]) expect(await summarize(1000, batch)).toEqual(whole);
  });
});
