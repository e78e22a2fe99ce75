import type { Matrix } from '../../correlations/correlation-matrices.js';
import type { Rgba } from '../png/encode-png.js';

/** Steps of colour on either side of nothing. */
const STEPS = 10;

/** Levels −10 to 10 as 0 to 20, and one for what is not defined. */
export const levels = 2 * STEPS + 2;
export const UNDEFINED_LEVEL = levels - 1;

/** The level of a value of −1 to 1, or of less where the strongest colour stands for less. */
export const levelOf = (value: number | null, strongest: number): number =>
  value === null ? UNDEFINED_LEVEL : STEPS + Math.round(STEPS * Math.max(-1, Math.min(1, value / strongest)));

/** Red below nothing, blue above; what is near to nothing lets the page shine through, light or dark. */
export const levelColour = (level: number): Rgba => {
  if (level === UNDEFINED_LEVEL) return [128, 128, 128, 90];
  const strength = Math.round((255 * Math.abs(level - STEPS)) / STEPS);
  return level < STEPS ? [200, 60, 30, strength] : [40, 105, 200, strength];
};

/** The strongest value of a matrix, by size, at least as large as given. */
export const strongestOf = (matrix: Matrix, least: number): number => {
  let most = least;
  for (const row of matrix) for (const value of row) if (value !== null) most = Math.max(most, Math.abs(value));
  return most;
};
