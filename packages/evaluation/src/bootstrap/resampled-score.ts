import { throwIfAborted, yieldToEventLoop } from '@cvd/core';
import { BLOCK, type RowWeights } from './row-weights.js';

/**
 * A score of weighted rows: writes that of each resample of a block, of which the last may have fewer; NaN where it has none. With every row once it is the
 * score of the table.
 */
export type ResampledScore = (weights: RowWeights, block: number, out: Float64Array) => void;

/** Blocks between two looks at other work: some ten milliseconds. */
const BLOCKS_AT_ONCE = 16;

/** The score of each resample. @throws {AbortedError} when the signal fires */
export const scoreResamples = async (
  score: ResampledScore,
  weights: RowWeights,
  operation: string,
  signal: AbortSignal | undefined,
): Promise<Float64Array> => {
  const scores = new Float64Array(weights.resamples);
  for (let block = 0; block * BLOCK < scores.length; block++) {
    score(weights, block, scores.subarray(block * BLOCK, (block + 1) * BLOCK));
    if ((block + 1) % BLOCKS_AT_ONCE !== 0) continue;
    await yieldToEventLoop();
    throwIfAborted(signal, operation);
  }
  return scores;
};
