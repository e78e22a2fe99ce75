import { logBetaPrefix, regularisedBeta, regularisedBetaUpper } from '../incomplete-beta.js';
import { regularisedBetaInverse } from '../inverse-beta.js';
import { log } from '../log.js';
import { checkFinite, checkPositive } from './check-parameter.js';
import type { Distribution } from './distribution.js';

export interface BetaParameters {
  /** Above 0. */
  readonly a: number;
  /** Above 0. */
  readonly b: number;
  /** Lower end of the support. @default 0 */
  readonly loc?: number;
  /** Width of the support; above 0. @default 1 */
  readonly scale?: number;
}

/**
 * Beta on [loc, loc + scale], parameters as in SciPy.
 * @throws {DomainError} for parameters out of their ranges
 */
export const betaDistribution = ({ a, b, loc = 0, scale = 1 }: BetaParameters): Distribution => {
  checkFinite('betaDistribution', { loc });
  checkPositive('betaDistribution', { a, b, scale });
  const high = loc + scale;
  const logScale = log(scale);
  const atEnd = (shape: number, other: number): number =>
    shape > 1 ? -Infinity : shape < 1 ? Infinity : log(other) - logScale;
  return {
    support: [loc, high],
    logPdf: (x) => {
      if (!(x >= loc && x <= high)) return Number.isNaN(x) ? x : -Infinity;
      const z = (x - loc) / scale;
      const y = (high - x) / scale;
      if (z <= 0) return atEnd(a, b);
      if (y <= 0) return atEnd(b, a);
      return logBetaPrefix(a, b, z, y) - log(z) - log(y) - logScale;
    },
    cdf: (x) => (x <= loc ? 0 : x >= high ? 1 : regularisedBeta(a, b, (x - loc) / scale)),
    sf: (x) => (x <= loc ? 1 : x >= high ? 0 : regularisedBetaUpper(a, b, (x - loc) / scale)),
    quantile: (p) => loc + scale * regularisedBetaInverse(a, b, p),
  };
};
