import type { EncodedColumnSpec, EncodedValues } from '../../encoding/encoded-table.js';
import { createRandomSource } from '../../random/counter-random.js';

const finite = (values: EncodedValues | undefined): number[] =>
  Array.from(values ?? []).filter((value) => Number.isFinite(value));

/**
 * Rows as a method might give them: codes at random, numbers around the real ones, inside and outside their range.
 * Missing rows hold NaN or a number.
 * @param near - further numbers to take
 */
export const madeRows = (
  specs: readonly EncodedColumnSpec[],
  real: readonly EncodedValues[],
  rows: number,
  near: readonly number[] = [],
): EncodedValues[] => {
  const random = createRandomSource(31);
  return specs.map((spec, c) => {
    if (spec.kind === 'discrete')
      return Int32Array.from({ length: rows }, (_, row) => Math.floor(spec.cardinality * random.uniform(row, c)));
    const known = finite(real[c]);
    const low = known.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    const high = known.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    return Float64Array.from({ length: rows }, (_, row) => {
      if (row < near.length) return near[row]!;
      const uniform = random.uniform(row, c);
      if (row % 3 === 0) return known[Math.floor(uniform * known.length)]!;
      // Apart, so that a range of 2e308 does not overflow.
      const inside = low * (1 - uniform) + high * uniform;
      return row % 3 === 1
        ? inside
        : Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, inside * (3 * uniform - 0.5)));
    });
  });
};
