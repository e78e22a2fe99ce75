import type { BinnedTable } from './binned-table.js';

/**
 * Sums by slot, three numbers each: gradients, hessians, rows. Of length 3 · slots of the table; slot s of feature f is
 * at 3 · (offset of f + s).
 */
export type GradientHistogram = Float64Array;

/**
 * First and second derivatives of the loss by the prediction, one a row of the table. They are rounded to 32 bits so that
 * sums of them in 64 bits are exact as a rule: the same whatever the order of rows, and whether summed or subtracted.
 */
export interface Gradients {
  readonly gradients: Float32Array;
  readonly hessians: Float32Array;
}

/** Memory that {@link histogramInto} works in; as long as the table has rows. */
export interface HistogramWorkspace {
  readonly gradients: Float32Array;
  readonly hessians: Float32Array;
}

export const histogramWorkspace = (rows: number): HistogramWorkspace => ({
  gradients: new Float32Array(rows),
  hessians: new Float32Array(rows),
});

/** Sums the rows `rows[start … end)` into `out`, which is overwritten. Sums are taken in the order of the rows. */
export const histogramInto = (
  out: GradientHistogram,
  { columns, features }: BinnedTable,
  { gradients, hessians }: Gradients,
  rows: Int32Array,
  start: number,
  end: number,
  work: HistogramWorkspace,
): void => {
  out.fill(0);
  const g = work.gradients;
  const h = work.hessians;
  const n = end - start;
  // Gathered once, read once for every feature.
  for (let i = 0; i < n; i++) {
    const row = rows[start + i]!;
    g[i] = gradients[row]!;
    h[i] = hessians[row]!;
  }
  for (let f = 0; f < features.length; f++) {
    const column = columns[f]!;
    const base = 3 * features[f]!.offset;
    for (let i = 0; i < n; i++) {
      const at = base + 3 * column[rows[start + i]!]!;
      out[at]! += g[i]!;
      out[at + 1]! += h[i]!;
      out[at + 2]! += 1;
    }
  }
};

/** The histogram of a node's other child: `parent` less `child`, written into `parent`. */
export const subtractHistogram = (parent: GradientHistogram, child: GradientHistogram): GradientHistogram => {
  for (let i = 0; i < parent.length; i++) parent[i]! -= child[i]!;
  return parent;
};
