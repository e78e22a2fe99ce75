import { normalPdf, normalQuantile } from '@cvd/core';

/**
 * A column as a step function of its latent standard normal variable: level k is seen where the variable lies between
 * cuts k−1 and k. Categories are levels; so are the segments of a numeric marginal, down to one value with many rows.
 */
export interface Steps {
  /** Ascending, one fewer than there are levels; −Infinity and Infinity beside levels of no mass at the ends. */
  readonly cuts: Float64Array;
  /** E[Z | level], the normal score of each level; 0 for a level of no mass. */
  readonly scores: Float64Array;
}

/**
 * The latent values at which one level gives way to the next.
 * @param masses - weight of each level in order, any scale, at least 0
 */
export const cutsOf = (masses: Float64Array): Float64Array => {
  const total = masses.reduce((sum, mass) => sum + mass, 0);
  const cuts = new Float64Array(Math.max(0, masses.length - 1));
  let below = 0;
  for (let k = 0; k < cuts.length; k++) {
    below += masses[k]!;
    cuts[k] = cutAt(below, total);
  }
  return cuts;
};

/** The latent value with `below` of `total` under it, taken from the nearer end. */
export const cutAt = (below: number, total: number): number =>
  2 * below <= total ? normalQuantile(below / total) : -normalQuantile(Math.max(0, total - below) / total);

/** @param masses - weight of each level in order, any scale, at least 0; with a total of 0 nothing is known of any level */
export const stepsOf = (masses: Float64Array): Steps => {
  const total = masses.reduce((sum, mass) => sum + mass, 0);
  const cuts = cutsOf(masses);
  const scores = masses.map((mass, k) => {
    if (!(mass > 0)) return 0;
    const low = k === 0 ? 0 : normalPdf(cuts[k - 1]!);
    const high = k + 1 === masses.length ? 0 : normalPdf(cuts[k]!);
    return ((low - high) * total) / mass;
  });
  return { cuts, scores };
};
