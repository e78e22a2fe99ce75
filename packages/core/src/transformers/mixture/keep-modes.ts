import type { Mixture } from './mixture.js';
import { expectedShares, logOffsets, type Posterior } from './posterior.js';
import type { StandardUnits } from './standard-units.js';

/** The components whose share is above the threshold (always the largest one), by ascending mean, in the column's units. */
export const keepModes = (
  posterior: Posterior,
  { place, distance }: Pick<StandardUnits, 'place' | 'distance'>,
  threshold: number,
): Mixture => {
  const shares = expectedShares(posterior);
  const offsets = logOffsets(posterior);
  const largest = shares.indexOf(Math.max(...shares));
  const kept = [...shares.keys()]
    .filter((k) => shares[k]! > threshold || k === largest)
    .sort((a, b) => posterior.means[a]! - posterior.means[b]! || a - b);
  const sum = kept.reduce((all, k) => all + shares[k]!, 0);
  const top = Math.max(...kept.map((k) => offsets[k]!));
  return {
    weights: Float64Array.from(kept, (k) => shares[k]! / sum),
    means: Float64Array.from(kept, (k) => place(posterior.means[k]!)),
    deviations: Float64Array.from(kept, (k) => distance(Math.sqrt(posterior.variances[k]!))),
    offsets: Float64Array.from(kept, (k) => offsets[k]! - top),
  };
};
