import { digamma, findRoot, gammaDistribution, log } from '@cvd/core';
import type { SortedCounts } from '../values/sorted-counts.js';
import { meanOf } from '../values/weighted-moments.js';
import { type Family, type Parameters, supportOf } from './family.js';

/**
 * Maximum likelihood for a given start of the support. The likelihood equations leave log k − ψ(k) = log mean − mean log for
 * the shape k; the left side falls from ∞ to 0.
 */
const fitFrom = (data: SortedCounts, loc: number): Parameters => {
  const mean = meanOf(data, (x) => x - loc);
  const gap = Math.max(1e-12, log(mean) - meanOf(data, (x) => log(x - loc)));
  // 1/(2k) < log k − ψ(k) < 1/k brackets the root.
  const shape = findRoot((k) => log(k) - digamma(k) - gap, 0.4 / gap, 1.1 / gap);
  return { shape, loc, scale: mean / shape };
};

const distribution = ({ shape, loc, scale }: Parameters) =>
  gammaDistribution({ shape: shape!, loc: loc!, scale: scale! });

const logLikelihood = (data: SortedCounts, parameters: Parameters): number =>
  meanOf(data, distribution(parameters).logPdf);

/** Gamma from 0 or from just below the smallest value, whichever is the likelier; from the latter where that is below 0. */
export const gamma: Family = {
  fit: (data, step) => {
    const fromData = fitFrom(data, supportOf(data, step)[0]);
    if (data.values[0]! <= 0) return fromData;
    const fromZero = fitFrom(data, 0);
    return logLikelihood(data, fromZero) >= logLikelihood(data, fromData) ? fromZero : fromData;
  },
  distribution,
};
