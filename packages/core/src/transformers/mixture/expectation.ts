import { exp } from '../../numeric/exp.js';
import { log } from '../../numeric/log.js';
import { type Moments, momentsAbout } from './moments.js';
import { logOffsets, type Posterior } from './posterior.js';
import type { WeightedValues } from './weighted-values.js';

/** Responsibilities below e^−50 of the largest count as 0: together they are less than rounding loses. */
const NEGLIGIBLE = -50;
/** How many standard deviations a component may move before its sums are taken anew about its new mean. */
const FAR = 100;

export interface Expectation {
  readonly moments: Moments;
  /** −Σ r log r. */
  readonly entropy: number;
}

/**
 * The E step, with all that the M step needs of the responsibilities, in one pass that keeps none of them: sums about the
 * posterior means, which is where the components nearly stay.
 */
export const expectation = (data: WeightedValues, posterior: Posterior): Expectation => {
  const once = pass(data, posterior, posterior.means);
  const { rows, means, variances } = once.moments;
  const moved = means.some(
    (mean, k) => rows[k]! > 1e-9 && (mean - posterior.means[k]!) ** 2 > FAR * FAR * variances[k]!,
  );
  return moved ? pass(data, posterior, means) : once;
};

const pass = (
  { length, values, counts, spreads }: WeightedValues,
  posterior: Posterior,
  places: Float64Array,
): Expectation => {
  const components = places.length;
  const { means } = posterior;
  const offsets = logOffsets(posterior);
  const roots = posterior.variances.map((variance) => 1 / Math.sqrt(variance));
  const rows = new Float64Array(components);
  const firsts = new Float64Array(components);
  const seconds = new Float64Array(components);
  const logs = new Float64Array(components);
  const shares = new Float64Array(components);
  let entropy = 0;
  for (let i = 0; i < length; i++) {
    const x = values[i]!;
    let best = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < components; k++) {
      const z = (x - means[k]!) * roots[k]!;
      const value = offsets[k]! - 0.5 * z * z;
      logs[k] = value;
      if (value > best) best = value;
    }
    let sum = 0;
    for (let k = 0; k < components; k++) {
      const below = logs[k]! - best;
      const share = below > NEGLIGIBLE ? exp(below) : 0;
      logs[k] = below;
      shares[k] = share;
      sum += share;
    }
    const count = counts[i]!;
    const spread = spreads[i]! / sum;
    const scale = count / sum;
    entropy += count * log(sum);
    for (let k = 0; k < components; k++) {
      const share = shares[k]!;
      if (share === 0) continue;
      const r = share * scale;
      const distance = x - places[k]!;
      const first = r * distance;
      rows[k]! += r;
      firsts[k]! += first;
      seconds[k]! += first * distance + share * spread;
      entropy -= r * logs[k]!;
    }
  }
  return { moments: momentsAbout(places, rows, firsts, seconds), entropy };
};
