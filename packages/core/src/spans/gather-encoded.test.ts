import { describe, expect, it } from 'vitest';
import type { EncodedSource } from '../encoding/encoded-table.js';
import { gatherEncoded } from './gather-encoded.js';

const source = (cardinality: number, batches: readonly number[]): EncodedSource => ({
  schema: {
    columns: [
      { kind: 'continuous', name: 'x', source: 'x', decimals: null, missing: null },
      { kind: 'discrete', name: 'c', source: 'c', cardinality, ordered: false, role: 'category' },
    ],
  },
  rows: batches.reduce((sum, rows) => sum + rows, 0),
  async *open() {
    let from = 0;
    for (const rows of batches) {
      const at = from;
      const columns = [
        Float64Array.from({ length: rows }, (_, i) => (at + i) / 4),
        Int32Array.from({ length: rows }, (_, i) => cardinality - 1 - ((at + i) % cardinality)),
      ];
      yield { rows, columns };
      from += rows;
    }
  },
});

describe('gatherEncoded', () => {
  it.each([
    [2, Uint8Array],
    [256, Uint8Array],
    [257, Uint16Array],
    [65_536, Uint16Array],
    [65_537, Int32Array],
  ])('joins batches, codes of %i categories in %o', async (cardinality, type) => {
    const fractions: number[] = [];
    const [x, c] = await gatherEncoded(source(cardinality, [3, 0, 4]), async (done) => void fractions.push(done));
    expect([...x!]).toEqual([0, 0.25, 0.5, 0.75, 1, 1.25, 1.5]);
    expect(c).toBeInstanceOf(type);
    expect([...c!]).toEqual(Array.from({ length: 7 }, (_, i) => cardinality - 1 - (i % cardinality)));
    expect(fractions).toEqual([3 / 7, 3 / 7, 1]);
  });

  it('stops where it is told to', async () => {
    const stop = new Error('stop');
    await expect(gatherEncoded(source(2, [3, 4]), () => Promise.reject(stop))).rejects.toBe(stop);
  });
});
