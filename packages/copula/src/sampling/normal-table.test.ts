import { normalQuantile } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { createNormalTable, normalsInto } from './normal-table.js';

const table = createNormalTable();

const normals = (words: readonly number[]): Float64Array => {
  const out = new Float64Array(words.length);
  normalsInto(out, 0, 1, Uint32Array.from(words), table);
  return out;
};

describe('normalsInto', () => {
  it('is the normal quantile to 2e-8, from the far tails to the middle', () => {
    const words = Array.from(
      { length: 40_000 },
      (_, i) => Math.floor(2 ** ((i % 20_000) / 625) * (1 + (i % 7) / 9)) % 2 ** 31,
    );
    words.push(0, 1, 63, 64, 127, 128, 2 ** 30, 2 ** 31 - 1);
    const out = normals(words);
    words.forEach((word, i) => {
      expect(Math.abs(out[i]! - normalQuantile((word + 0.5) * 2 ** -32))).toBeLessThan(2e-8);
    });
  });

  it('mirrors the lower half', () => {
    const words = [0, 5, 64, 1000, 123_456_789, 2 ** 31 - 1];
    const mirrored = normals(words.map((word) => 2 ** 32 - 1 - word));
    expect([...mirrored]).toEqual([...normals(words)].map((z) => -z));
  });

  it('writes at the stride asked for', () => {
    const out = new Float64Array(7);
    normalsInto(out, 1, 3, Uint32Array.of(5, 9), table);
    expect([...out].map((z) => z !== 0)).toEqual([false, true, false, false, true, false, false]);
  });
});
