import { rangeOrder } from './range-order.js';
import { scaleOrder } from './scale-order.js';

/** More categories are no scale. */
const most = 100;

interface NaturalOrder {
  readonly order: readonly string[];
  /** How it was found, a clause. */
  readonly evidence: string;
}

/** The order that the categories have by themselves, or null. */
export const naturalOrder = (values: readonly string[]): NaturalOrder | null => {
  if (values.length < 2 || values.length > most) return null;
  const byScale = scaleOrder(values);
  if (byScale) return { order: byScale, evidence: 'they are the levels of a known scale' };
  const byRange = rangeOrder(values);
  return byRange ? { order: byRange, evidence: 'they are ordered by the numbers they name' } : null;
};
