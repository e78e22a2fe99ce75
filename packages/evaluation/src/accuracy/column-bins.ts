import type { JointCodes, NumericPair } from '@cvd/core/metrics';

/** Bins of a column at most, beside those for missing values and for categories that the real column does not have. */
export const MAX_BINS = 10;

/** One column of both tables, cut in bins of the real one: a code from 0 to size − 1 for each row. */
export interface BinnedColumn {
  readonly name: string;
  readonly real: Uint8Array;
  readonly synthetic: Uint8Array;
  readonly size: number;
}

type Bins = Omit<BinnedColumn, 'name'>;

/** A place between two values: on which side of it the value itself lies is said by `above`. */
interface Cut {
  readonly value: number;
  /** Whether the value is the smallest of the bin above, not the largest of the one below. */
  readonly above: boolean;
}

/**
 * Where the deciles of the values (order statistics, NumPy's `inverted_cdf`) cut them. A value that is several deciles
 * at once gets a bin of its own: of a column that is zero nine times in ten, the rest does not fall in with the zeros.
 */
const decileCuts = (sorted: Float64Array): readonly Cut[] => {
  const [min, max] = [sorted[0]!, sorted[sorted.length - 1]!];
  const deciles = Array.from({ length: MAX_BINS - 1 }, (_, i) => {
    return sorted[Math.ceil(((i + 1) * sorted.length) / MAX_BINS) - 1]!;
  });
  return deciles.flatMap((value, i): Cut[] => {
    if (value === deciles[i - 1]) return [];
    const repeated = value === deciles[i + 1];
    return [
      ...(repeated && value > min ? [{ value, above: true }] : []),
      ...(value < max ? [{ value, above: false }] : []),
    ];
  });
};

const binNumbers = (values: Float64Array, cuts: readonly Cut[]): Uint8Array => {
  const bins = new Uint8Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    let bin = 0;
    if (Number.isNaN(value)) bin = cuts.length + 1;
    else for (const cut of cuts) if (value > cut.value || (cut.above && value === cut.value)) bin++;
    bins[row] = bin;
  }
  return bins;
};

/**
 * Numbers in at most ten bins of about as many real rows each; values beyond the real range fall in the outer bins,
 * missing ones in a bin of their own.
 */
export const numberBins = ({ real, synthetic }: NumericPair): Bins => {
  const sorted = real.filter((value) => !Number.isNaN(value)).sort();
  const cuts = sorted.length === 0 ? [] : decileCuts(sorted);
  return { real: binNumbers(real, cuts), synthetic: binNumbers(synthetic, cuts), size: cuts.length + 2 };
};

/**
 * The real categories, the nine most frequent and one bin for the others where there are more than ten (of equally
 * frequent ones those that come first). Categories that only the synthetic table has fall among the others; missing
 * values have a bin of their own.
 */
export const categoryBins = ({ real, synthetic, size }: JointCodes): Bins => {
  const missing = size - 1;
  const counts = new Float64Array(size);
  for (const code of real) counts[code]!++;
  const known = Array.from(counts.keys())
    .filter((code) => code !== missing && counts[code]! > 0)
    .sort((a, b) => counts[b]! - counts[a]! || a - b);
  const kept = known.slice(0, known.length > MAX_BINS ? MAX_BINS - 1 : MAX_BINS);
  const others = kept.length;
  const binOf = new Uint8Array(size).fill(others);
  for (const [bin, code] of kept.entries()) binOf[code] = bin;
  binOf[missing] = others + 1;
  const binned = (codes: Int32Array): Uint8Array => Uint8Array.from(codes, (code) => binOf[code]!);
  return { real: binned(real), synthetic: binned(synthetic), size: others + 2 };
};
