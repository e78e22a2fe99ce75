import { type RandomSource, throwIfAborted, yieldToEventLoop } from '@cvd/core';
import { drawnRows } from '../seeded-rows.js';

/** Resamples that are gone through at once, two in each 32-bit word: several times faster than one after the other. */
export const BLOCK = 16;
export const WORDS = BLOCK / 2;

/** Most rows of a resample: a count has 16 bits. */
export const MOST_ROWS = 65_535;

/** Of a table of more rows a sample is resampled, unless told otherwise. */
export const MOST_RESAMPLED_ROWS = 20_000;

/** Rows of one table drawn with replacement again and again: how often each row was drawn each time. */
export interface RowWeights {
  /** Rows of the table. */
  readonly tableRows: number;
  /** The rows that are drawn from, ascending; null where it is all of them. */
  readonly subset: Int32Array | null;
  /** Rows that are drawn from, and rows drawn each time. */
  readonly rows: number;
  readonly resamples: number;
  /**
   * Of each block of {@link BLOCK} resamples {@link WORDS} words a row. Of resample 2i and 2i + 1 of the block the weights
   * are the lower and the upper half of word i. The last block is filled up with zeros.
   */
  readonly words: Uint32Array;
}

const emptyWeights = (tableRows: number, rows: number, resamples: number, subset: Int32Array | null): RowWeights => ({
  ...{ tableRows, subset, rows, resamples },
  words: new Uint32Array(Math.ceil(resamples / BLOCK) * rows * WORDS),
});

/** Adds 1 to the weight of a row, counted among those that are drawn from. */
const addRow = ({ words, rows }: RowWeights, resample: number, row: number): void => {
  const block = Math.floor(resample / BLOCK);
  const within = resample % BLOCK;
  words[(block * rows + row) * WORDS + (within >> 1)]! += within % 2 === 0 ? 1 : 65_536;
};

/** A single resample that has these rows, each at most once: with all of them a score is that of the table itself. */
export const eachOnce = (tableRows: number, subset: Int32Array | null): RowWeights => {
  const weights = emptyWeights(tableRows, subset?.length ?? tableRows, 1, subset);
  for (let row = 0; row < weights.rows; row++) addRow(weights, 0, row);
  return weights;
};

export interface ResampleOptions {
  readonly resamples: number;
  /** Most rows drawn each time, at most {@link MOST_ROWS}. */
  readonly maxRows: number;
  readonly random: RandomSource;
  /** What an AbortedError names. */
  readonly operation: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Draws rows with replacement, 2 bytes a row and resample. Of a table of more than `maxRows` rows that many are set
 * apart first, at random, and drawn from.
 * @param tableRows - at least 1
 * @throws {AbortedError} when the signal fires
 */
export const drawResamples = async (
  tableRows: number,
  { resamples, maxRows, random, operation, signal }: ResampleOptions,
): Promise<RowWeights> => {
  const subset = tableRows > maxRows ? drawnRows(tableRows, maxRows, random.child('subset')) : null;
  const weights = emptyWeights(tableRows, subset?.length ?? tableRows, resamples, subset);
  const drawn = new Uint32Array(weights.rows);
  for (let resample = 0; resample < resamples; resample++) {
    random.wordsInto(drawn, resample);
    // Of 2³² words some rows get one more than others: a difference of rows / 2³² in their chance.
    for (let i = 0; i < drawn.length; i++) addRow(weights, resample, Math.floor((drawn[i]! * drawn.length) / 2 ** 32));
    await yieldToEventLoop();
    throwIfAborted(signal, operation);
  }
  return weights;
};
