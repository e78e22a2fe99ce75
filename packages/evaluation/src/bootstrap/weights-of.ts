import { type RowWeights, WORDS } from './row-weights.js';

/** How often each of the rows that are drawn from was drawn in one resample. */
export const weightsOf = ({ words, rows }: RowWeights, block: number, within: number): Uint16Array => {
  const stride = WORDS;
  const base = block * rows * stride + (within >> 1);
  const shift = within % 2 === 0 ? 0 : 16;
  const weights = new Uint16Array(rows);
  for (let row = 0; row < rows; row++) weights[row] = words[base + row * stride]! >>> shift;
  return weights;
};

/** The row of the table that stands at this place among those that are drawn from. */
export const rowAt = ({ subset }: RowWeights, place: number): number => (subset === null ? place : subset[place]!);
