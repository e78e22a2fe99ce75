import { exp } from '../../numeric/exp.js';
import type { Mixture } from './mixture.js';

/** How far each kept component answers for a value: in proportion to ρ, summing to 1. */
export const responsibilitiesIn = ({ means, deviations, offsets }: Mixture, x: number): Float64Array => {
  const logs = offsets.map((offset, k) => {
    const z = (x - means[k]!) / deviations[k]!;
    return offset - 0.5 * z * z;
  });
  const best = Math.max(...logs);
  const shares = logs.map((value) => exp(value - best));
  const sum = shares.reduce((all, share) => all + share, 0);
  return shares.map((share) => share / sum);
};
