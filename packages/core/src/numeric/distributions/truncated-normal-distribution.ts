import { exp } from '../exp.js';
import { log } from '../log.js';
import { normalLogPdf } from '../normal.js';
import { normalLogInterval } from '../normal-log-interval.js';
import { truncatedNormalQuantile } from '../truncated-normal.js';
import { checkFinite, checkOrder, checkPositive } from './check-parameter.js';
import type { Distribution } from './distribution.js';

export interface TruncatedNormalParameters {
  /** Mean of the normal before truncation; may lie outside [low, high]. */
  readonly mean: number;
  /** Standard deviation before truncation; above 0. */
  readonly sd: number;
  /** In the units of x; may be −Infinity. */
  readonly low: number;
  /** In the units of x; may be Infinity. */
  readonly high: number;
}

/**
 * Normal restricted to [low, high], also where that is far in a tail.
 * @throws {DomainError} for parameters out of their ranges
 */
export const truncatedNormalDistribution = ({ mean, sd, low, high }: TruncatedNormalParameters): Distribution => {
  checkFinite('truncatedNormalDistribution', { mean });
  checkPositive('truncatedNormalDistribution', { sd });
  checkOrder('truncatedNormalDistribution', low, high);
  const a = (low - mean) / sd;
  const b = (high - mean) / sd;
  const logMass = normalLogInterval(a, b);
  const logScale = log(sd) + logMass;
  return {
    support: [low, high],
    logPdf: (x) => (x >= low && x <= high ? normalLogPdf((x - mean) / sd) - logScale : Number.isNaN(x) ? x : -Infinity),
    cdf: (x) => (x <= low ? 0 : x >= high ? 1 : exp(normalLogInterval(a, (x - mean) / sd) - logMass)),
    sf: (x) => (x <= low ? 1 : x >= high ? 0 : exp(normalLogInterval((x - mean) / sd, b) - logMass)),
    quantile: (p) => {
      const x = mean + sd * truncatedNormalQuantile(p, a, b);
      return x < low ? low : x > high ? high : x;
    },
  };
};
