import type { RandomSource } from '@cvd/core';
import { type NormalTable, normalsInto } from './normal-table.js';

/** Rows that are worked on at a time: small enough for the cache, a multiple of four. */
export const BLOCK = 128;

/**
 * Independent standard normals, `size` a row: out[f·BLOCK + r] is number f of rows[from + r].
 * @param words - scratch, of length `size`
 */
export const fillNormals = (
  out: Float64Array,
  words: Uint32Array,
  random: RandomSource,
  rows: Float64Array,
  from: number,
  count: number,
  attempt: number,
  table: NormalTable,
): void => {
  for (let r = 0; r < count; r++) {
    random.wordsInto(words, rows[from + r]!, attempt);
    normalsInto(out, r, BLOCK, words, table);
  }
};

/**
 * z ← L·z for every row of a block, in place: z is (size × BLOCK), L (size × size) lower triangular. Entries from `start` on
 * are replaced; those before stay as they are and take part with their columns of L.
 * Four rows at a time, since the loads of L are what costs. size²/2 products a row.
 */
export const correlateInPlace = (
  z: Float64Array,
  lower: Float64Array,
  size: number,
  start: number,
  count: number,
): void => {
  const stride = 128; // BLOCK, as a literal: engines reload module variables
  for (let f = size - 1; f >= start; f--) {
    const row = f * size;
    for (let r = 0; r < count; r += 4) {
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      for (let k = 0, at = r; k <= f; k++, at += stride) {
        const l = lower[row + k]!;
        a += l * z[at]!;
        b += l * z[at + 1]!;
        c += l * z[at + 2]!;
        d += l * z[at + 3]!;
      }
      const at = f * stride + r;
      z[at] = a;
      z[at + 1] = b;
      z[at + 2] = c;
      z[at + 3] = d;
    }
  }
};
