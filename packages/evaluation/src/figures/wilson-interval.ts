import { InvalidOptionError } from '@cvd/core';
import { checkConfidence, twoSidedZ } from './confidence-level.js';
import type { Interval } from './figure.js';

/**
 * Wilson's score interval of a rate (E. B. Wilson, "Probable inference", JASA 22, 1927), as SciPy's
 * `binomtest(successes, trials).proportion_ci(method='wilson')`: never outside 0 … 1, and of some width even for 0 of
 * n.
 * @param successes - 0 to `trials`; need not be whole
 * @param trials - more than 0
 * @throws {InvalidOptionError} when successes, trials or confidence are outside their ranges
 */
export const wilsonInterval = (successes: number, trials: number, confidence = 0.95): Interval => {
  checkConfidence('wilsonInterval', confidence);
  if (!(trials > 0 && trials < Number.POSITIVE_INFINITY))
    throw new InvalidOptionError('wilsonInterval', 'trials', 'must be a number above 0');
  if (!(successes >= 0 && successes <= trials))
    throw new InvalidOptionError('wilsonInterval', 'successes', `must be a number from 0 to ${trials}`);
  const z = twoSidedZ(confidence);
  const centre = (successes + (z * z) / 2) / (trials + z * z);
  const reach = (z / (trials + z * z)) * Math.sqrt((successes * (trials - successes)) / trials + (z * z) / 4);
  return {
    low: successes === 0 ? 0 : Math.max(0, centre - reach),
    high: successes === trials ? 1 : Math.min(1, centre + reach),
    confidence,
    method: 'Wilson',
  };
};
