import { expectation } from './expectation.js';
import { momentsOf } from './moments.js';
import { lowerBound, type Posterior, posteriorOf } from './posterior.js';
import type { Prior } from './prior.js';
import type { WeightedValues } from './weighted-values.js';

/** Work between two checkpoints, in values × components × iterations: a few milliseconds. */
const WORK_PER_CHECKPOINT = 200_000;

export interface Ascent {
  readonly posterior: Posterior;
  readonly bound: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/**
 * Updates the posterior, E step and M step in turn, until the lower bound stays.
 * @param responsibilities - to begin with, by value, then component
 */
export const ascend = async (
  data: WeightedValues,
  responsibilities: Float64Array,
  prior: Prior,
  { tolerance, limit }: { readonly tolerance: number; readonly limit: number },
  checkpoint: (fraction: number) => Promise<void>,
): Promise<Ascent> => {
  let posterior = posteriorOf(momentsOf(data, responsibilities), prior);
  let bound = Number.NEGATIVE_INFINITY;
  let iterations = 0;
  let converged = false;
  let work = 0;
  while (iterations < limit && !converged) {
    const { moments, entropy } = expectation(data, posterior);
    posterior = posteriorOf(moments, prior);
    const before = bound;
    bound = lowerBound(posterior, entropy);
    converged = Math.abs(bound - before) < tolerance;
    iterations++;
    work += responsibilities.length;
    if (work < WORK_PER_CHECKPOINT) continue;
    work = 0;
    await checkpoint(iterations / limit);
  }
  await checkpoint(1);
  return { posterior, bound, iterations, converged };
};
