import { digamma, findRoot, gammaDistribution, log } from '@cvd/core';
import { meanOf } from '../values/weighted-moments.js';
import { type Family, supportOf } from './family.js';

/**
 * Gamma from just below the smallest value. The likelihood equations leave log k − ψ(k) = log mean − mean log for the shape k;
 * the left side falls from ∞ to 0.
 */
export const gamma: Family = {
  fit: (data, step) => {
    const [loc] = supportOf(data, step);
    const mean = meanOf(data, (x) => x - loc);
    const gap = Math.max(1e-12, log(mean) - meanOf(data, (x) => log(x - loc)));
    // 1/(2k) < log k − ψ(k) < 1/k brackets the root.
    const shape = findRoot((k) => log(k) - digamma(k) - gap, 0.4 / gap, 1.1 / gap);
    return { shape, loc, scale: mean / shape };
  },
  distribution: ({ shape, loc, scale }) => gammaDistribution({ shape: shape!, loc: loc!, scale: scale! }),
};
