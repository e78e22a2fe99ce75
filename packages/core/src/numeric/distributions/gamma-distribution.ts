import { gammaP, gammaQ, logGammaPrefix } from '../incomplete-gamma.js';
import { gammaPInverse } from '../inverse-gamma.js';
import { log } from '../log.js';
import { checkFinite, checkPositive } from './check-parameter.js';
import type { Distribution } from './distribution.js';

export interface GammaParameters {
  /** Above 0. */
  readonly shape: number;
  /** Lower end of the support. @default 0 */
  readonly loc?: number;
  /** Above 0; the mean is loc + shape·scale. @default 1 */
  readonly scale?: number;
}

/**
 * Gamma on [loc, ∞), parameters as in SciPy.
 * @throws {DomainError} for parameters out of their ranges
 */
export const gammaDistribution = ({ shape, loc = 0, scale = 1 }: GammaParameters): Distribution => {
  checkFinite('gammaDistribution', { loc });
  checkPositive('gammaDistribution', { shape, scale });
  const logScale = log(scale);
  return {
    support: [loc, Infinity],
    logPdf: (x) => {
      const z = (x - loc) / scale;
      if (z > 0 && z < Infinity) return logGammaPrefix(shape, z) + log(shape) - log(z) - logScale;
      if (z === 0) return shape > 1 ? -Infinity : shape < 1 ? Infinity : -logScale;
      return Number.isNaN(z) ? z : -Infinity;
    },
    cdf: (x) => (x <= loc ? 0 : gammaP(shape, (x - loc) / scale)),
    sf: (x) => (x <= loc ? 1 : gammaQ(shape, (x - loc) / scale)),
    quantile: (p) => loc + scale * gammaPInverse(shape, p),
  };
};
