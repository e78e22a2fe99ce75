/** Bins at most, beside those for the ends and for missing values. */
const MOST_BINS = 30;
const FEWEST_BINS = 5;

/** Values from each end that no edge shows: one person's extreme could be recognised. */
const TRIMMED = 4;

export interface Edges {
  readonly edges: readonly number[];
  readonly whole: boolean;
}

/**
 * Edges of bins of equal width over the real values, from the 5th smallest to the 5th largest (from end to end with
 * `extremes`), as many as Rice's rule says and no more than 30. Whole numbers get edges halfway between them. A single
 * value is a bin without width.
 * @param values - without missing ones
 * @returns the reason, where there are too few values or none between the infinities
 */
export const numberEdges = (values: Float64Array, extremes: boolean): Edges | { readonly because: string } => {
  const sorted = values.filter(Number.isFinite).sort();
  const trimmed = extremes ? 0 : TRIMMED;
  const needed = extremes ? 1 : 2 * (TRIMMED + 1);
  if (sorted.length < needed)
    return {
      because: `it takes at least ${needed} real values, and there ${sorted.length === 1 ? 'is' : 'are'} ${sorted.length}`,
    };
  const [low, high] = [sorted[trimmed]!, sorted[sorted.length - 1 - trimmed]!];
  const whole = sorted.every(Number.isInteger);
  const bins = Math.min(MOST_BINS, Math.max(FEWEST_BINS, Math.ceil(2 * Math.cbrt(sorted.length))));
  if (whole) {
    const values = high - low + 1;
    const width = values <= MOST_BINS + 1 ? 1 : Math.ceil(values / bins);
    const count = Math.ceil(values / width);
    return { edges: Array.from({ length: count + 1 }, (_, i) => low - 0.5 + i * width), whole };
  }
  if (low === high) return { edges: [low, high], whole };
  // Weighed, not stepped: the difference of two large numbers may have no value.
  const edges = Array.from({ length: bins + 1 }, (_, i) => low * (1 - i / bins) + high * (i / bins));
  return { edges: [low, ...edges.slice(1, -1), high], whole };
};
