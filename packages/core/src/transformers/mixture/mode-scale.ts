import type { Mixture } from './mixture.js';

/** Standard deviations of a mode that make up one unit of its scaled values. */
const DEVIATIONS = 4;

/** Scaled values are kept inside ±.99, so that tanh can reach them (CTGAN's choice). */
export const SCALED_LIMIT = 0.99;

/** (x − μ)/(4σ) of a value in a mode; not clipped. */
export const scaledIn = ({ means, deviations }: Mixture, mode: number, x: number): number => {
  const deviation = deviations[mode]!;
  // Quarters where the distance or four deviations would overflow.
  if (deviation > 2 ** 1000) return (x / DEVIATIONS - means[mode]! / DEVIATIONS) / deviation;
  return (x - means[mode]!) / (DEVIATIONS * deviation);
};

/** μ + 4σ·s, s held to ±1: the inverse of {@link scaledIn}. ±Infinity beyond the range of doubles. */
export const valueIn = ({ means, deviations }: Mixture, mode: number, scaled: number): number =>
  means[mode]! + DEVIATIONS * (deviations[mode]! * Math.min(1, Math.max(-1, scaled)));

/** Lowest and highest value that some mode reaches with scaled values in ±limit. */
export const rangeOf = (mixture: Mixture, limit: number): { low: number; high: number } => {
  const modes = [...mixture.means.keys()];
  return {
    low: Math.min(...modes.map((mode) => valueIn(mixture, mode, -limit))),
    high: Math.max(...modes.map((mode) => valueIn(mixture, mode, limit))),
  };
};
