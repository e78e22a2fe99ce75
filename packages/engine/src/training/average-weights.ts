import type { Tensor } from '@cvd/core';
import type { Snapshot } from './trainable.js';

const mixed = (average: Tensor, weights: Tensor, share: number): Tensor => {
  const data = average.data.slice() as Float32Array;
  const now = weights.data as Float32Array;
  for (let i = 0; i < data.length; i++) data[i]! += share * (now[i]! - data[i]!);
  return { ...average, data };
};

/**
 * The exponential average of weights after one more step. At first the share that stays grows from one eleventh, so that the
 * random weights of the beginning do not stay for long: min(stays, (1 + n) / (10 + n)) after n steps.
 * @param stays - 0 … 1, the share of the average that stays in the long run
 * @param steps - done, this one included
 */
export const averageWeights = (average: Snapshot, weights: Snapshot, stays: number, steps: number): Snapshot => {
  const share = 1 - Math.min(stays, (1 + steps) / (10 + steps));
  return Object.fromEntries(
    Object.entries(weights).map(([name, tensor]) => [
      name,
      tensor.data instanceof Float32Array || tensor.data instanceof Float64Array
        ? mixed(average[name]!, tensor, share)
        : tensor,
    ]),
  );
};
