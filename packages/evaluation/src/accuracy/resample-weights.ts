import type { RandomSource } from '@cvd/core';

/** Resamples that share a double: counts up to {@link MOST_RESAMPLED_ROWS} take 15 bits each. */
export const LANES = 3;
export const LANE = 2 ** 15;

/** Doubles that are added in one turn of a loop. */
export const STEP = 4;

/** Rows that are drawn from, and drawn, at most. */
export const MOST_RESAMPLED_ROWS = 20_000;

/** How often each row is in each of many resamples. */
export interface ResampleWeights {
  /** Rows that are drawn, ascending row numbers. */
  readonly rows: Int32Array;
  readonly resamples: number;
  /** Doubles a row, a multiple of {@link STEP}. */
  readonly width: number;
  /** Row by row; resample i is in lane i % LANES of double ⌊i / LANES⌋ of its row. Sums of rows are sums of all lanes. */
  readonly values: Float64Array;
}

/** Each resample: as many rows as there are, drawn with replacement. */
export const resampleWeights = (rows: Int32Array, resamples: number, random: RandomSource): ResampleWeights => {
  const width = STEP * Math.ceil(resamples / LANES / STEP);
  const values = new Float64Array(rows.length * width);
  const words = new Uint32Array(rows.length);
  for (let resample = 0; resample < resamples; resample++) {
    const unit = LANE ** (resample % LANES);
    const at = Math.floor(resample / LANES);
    random.wordsInto(words, resample);
    for (let draw = 0; draw < words.length; draw++) {
      const row = Math.floor((words[draw]! / 2 ** 32) * rows.length);
      values[row * width + at] = values[row * width + at]! + unit;
    }
  }
  return { rows, resamples, width, values };
};
