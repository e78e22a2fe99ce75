import { exp } from '../../numeric/exp.js';
import type { Mixture } from './mixture.js';

/** Responsibilities below e^−23 = 1e-10 of the largest are never drawn: a uniform number of 32 bits hardly ever would. */
const NEGLIGIBLE = -23;
/** Keeps the squares of distances finite. */
const FARTHEST = 1e150;

/**
 * Draws the mode of a value in proportion to the responsibilities of the kept components. Between them nothing is added: the
 * Python implementation adds 1e-6 to each, and also leaves what a dropped component answers for to chance, which puts such
 * values into any mode, at its edge; here they go to the kept component that explains them best.
 * @returns from a value (finite) and a uniform number in (0, 1) the component's index
 */
export const modeChooser = ({ means, deviations, offsets }: Mixture): ((x: number, uniform: number) => number) => {
  const modes = means.length;
  const roots = deviations.map((deviation) => 1 / deviation);
  const logs = new Float64Array(modes);
  return (x, uniform) => {
    let best = Number.NEGATIVE_INFINITY;
    let at = 0;
    for (let k = 0; k < modes; k++) {
      const z = Math.min(Math.abs((x - means[k]!) * roots[k]!), FARTHEST);
      const value = offsets[k]! - 0.5 * z * z;
      logs[k] = value;
      if (value > best) {
        best = value;
        at = k;
      }
    }
    let sum = 0;
    for (let k = 0; k < modes; k++) {
      const below = logs[k]! - best;
      const share = below > NEGLIGIBLE ? exp(below) : 0;
      logs[k] = share;
      sum += share;
    }
    if (sum === 1) return at;
    let left = uniform * sum;
    for (let k = 0; k < modes; k++) {
      left -= logs[k]!;
      if (left < 0) return k;
    }
    return at;
  };
};
