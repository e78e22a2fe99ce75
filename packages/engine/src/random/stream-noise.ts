import { cos, log, philox4x32, sin } from '@cvd/core';
import type { Clock } from '../backend/backend.js';

const TWO_POW_32 = 2 ** 32;

/** The row number in the counter of random numbers, for row r of an operation's output. */
export type RowNumber = (r: number) => { readonly low: number; readonly high: number };

/** Rows step × R + r, where R rows are drawn a run. */
export const consecutiveRows = (clock: Clock, rows: number): RowNumber => {
  const first = clock.step * rows;
  return (r) => ({ low: (first + r) % TWO_POW_32, high: Math.floor((first + r) / TWO_POW_32) });
};

/** Rows named by two columns of int32: low and high half. */
export const namedRows =
  (numbers: Int32Array): RowNumber =>
  (r) => ({ low: numbers[2 * r]! >>> 0, high: numbers[2 * r + 1]! >>> 0 });

/** Random numbers of one operation in one run, by row and column of its output; see `Noise` for what they are made of. */
export interface StreamNoise {
  /** The 32-bit word of element (r, c). */
  word(r: number, c: number): number;
  /** (⌊w/2⁹⌋ + ½)·2⁻²³: in (0, 1), exact in float32. */
  uniform(r: number, c: number): number;
  /** Box and Muller of elements (c, c + 1), c even: √(−2 ln u₀)·cos 2πu₁, √(−2 ln u₀)·sin 2πu₁. */
  normal(r: number, c: number): number;
  /** −ln(−ln u). */
  gumbel(r: number, c: number): number;
}

/**
 * @param key - two unsigned 32-bit words
 * @param stream - 0 … 255
 */
export const streamNoise = (
  key: readonly [number, number],
  stream: number,
  { attempt = 0 }: Clock,
  rowNumber: RowNumber,
): StreamNoise => {
  const block = new Uint32Array(4);
  let blockRow = -1;
  let blockColumn = -1;
  const word = (r: number, c: number): number => {
    const column = c >>> 2;
    if (r !== blockRow || column !== blockColumn) {
      const { low, high } = rowNumber(r);
      philox4x32(block, column, stream + 256 * attempt, low, high, key[0], key[1]);
      blockRow = r;
      blockColumn = column;
    }
    return block[c & 3]!;
  };
  const uniform = (r: number, c: number): number => ((word(r, c) >>> 9) + 0.5) * 2 ** -23;
  return {
    word,
    uniform,
    normal: (r, c) => {
      const radius = Math.sqrt(-2 * log(uniform(r, c & ~1)));
      const angle = 2 * Math.PI * uniform(r, c | 1);
      return radius * (c & 1 ? sin(angle) : cos(angle));
    },
    gumbel: (r, c) => -log(-log(uniform(r, c))),
  };
};
