import { scaledUpperTail } from './erfc.js';
import { expm1 } from './exp.js';
import { log } from './log.js';
import { normalInterval, normalLogSf } from './normal.js';

/** log P(Z > a + d) − log P(Z > a) for a ≥ 0 and d ≥ 0, without the cancellation of the two squares. */
export const logTailRatio = (a: number, d: number): number =>
  d === Infinity ? -Infinity : -d * (a + 0.5 * d) + log(scaledUpperTail(a + d) / scaledUpperTail(a));

/**
 * log P(a < Z ≤ b) for a standard normal Z: finite for every a < b within ±1e150, −Infinity when b ≤ a. Relative
 * error below 1e-13, of the probability where that is larger.
 */
export const normalLogInterval = (a: number, b: number): number => {
  if (!(a < b)) return a >= b ? -Infinity : NaN;
  if (a >= 1) return normalLogSf(a) + log(-expm1(logTailRatio(a, b - a)));
  if (b <= -1) return normalLogInterval(-b, -a);
  return log(normalInterval(a, b));
};
