import { twoSidedZ } from '../figures/confidence-level.js';
import { type NamedFigure, notComputable } from '../figures/figure.js';
import type { ComputedRate, Rate } from '../figures/rate.js';

/**
 * How much better an attack works on the rows that were learned from than on rows that were not: (attack − control) /
 * (1 − control), 0 to 1; 0 when it works no better than on strangers.
 */
export type Risk = NamedFigure<'risk'> & {
  /** How often it worked on training rows. */
  readonly attack: Rate;
  /** How often it worked on holdout rows, of which the synthesizer knows nothing. */
  readonly control: Rate;
};

const center = ({ successes, trials }: ComputedRate, z: number) => {
  const value = (successes + (z * z) / 2) / (trials + z * z);
  const error = (z / (trials + z * z)) * Math.sqrt((successes * (trials - successes)) / trials + (z * z) / 4);
  return { value, error };
};

/**
 * Risk over control with Anonymeter's estimator (Giomi et al., PoPETs 2023, section 5.3): rates at the centres of their
 * Wilson intervals, whose half widths are carried through the formula to first order; value and interval are cut to 0 …
 * 1.
 */
export const riskOverControl = (attack: Rate, control: Rate, confidence: number): Risk => {
  for (const each of [attack, control])
    if (each.value === null) return { risk: null, because: each.because, attack, control };
  const z = twoSidedZ(confidence);
  const [tried, expected] = [center(attack as ComputedRate, z), center(control as ComputedRate, z)];
  const rest = 1 - expected.value;
  const risk = (tried.value - expected.value) / rest;
  const error = Math.hypot(tried.error / rest, (expected.error * (tried.value - 1)) / rest ** 2);
  const cut = (value: number): number => Math.max(0, Math.min(1, value));
  const interval = { low: cut(risk - error), high: cut(risk + error), confidence, method: 'Wilson, carried through' };
  return { risk: cut(risk), interval, attack, control };
};

/** A risk that was not found, and why. */
export const noRisk = (because: string): Risk => {
  const none = notComputable(because);
  return { risk: null, because, attack: none, control: none };
};
