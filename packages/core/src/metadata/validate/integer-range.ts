import type { ComputerRepresentation } from '../metadata.js';

/** Smallest and largest whole number of an integer representation; null for floats. */
export const integerRange = (representation: ComputerRepresentation): readonly [low: number, high: number] | null => {
  const match = /^(U?)Int(8|16|32|64)$/.exec(representation);
  if (!match) return null;
  const bits = Number(match[2]);
  return match[1] ? [0, 2 ** bits - 1] : [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1];
};
