import type { Transformer } from '../transformer.js';
import { fittedNumerical, type NumericalContent } from './fitted-numerical.js';
import { NumericalFit } from './numerical-fit.js';

/**
 * Numbers as one continuous column, with a discrete one beside it where values are missing. Learns the decimals (the
 * fewest that give every value back), the storage type and the bounds; restored values are rounded and clipped to them.
 * 64-bit integers beyond 2⁵³ are encoded as distances from the smallest.
 * @throws {TransformError} for ±Infinity, or a column that holds no numbers
 */
export const numerical: Transformer = {
  contract: 1,
  name: 'numerical',
  start: (context) => new NumericalFit(context),
  restore: ({ content }) => fittedNumerical(content as NumericalContent),
};
