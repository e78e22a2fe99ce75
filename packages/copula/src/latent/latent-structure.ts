import { nearestCorrelation } from '@cvd/core';

/** Eigenvalue work that the repair may take, in n³: some 10 s for 500 columns; the result is valid wherever it stops. */
const REPAIR_WORK = 2e9;

/** Above this two columns are taken to determine each other and share one latent variable. */
const SAME = 1 - 1e-6;

interface LatentStructure {
  /** Latent variable of each column. */
  readonly factor: Int32Array;
  /** 1 or −1: whether the column rises or falls with its latent variable. */
  readonly sign: Int32Array;
  readonly factors: number;
  /** (factors × factors), positive definite. */
  readonly correlation: Float64Array;
  /** Frobenius distance that the matrix was moved by to make it positive definite; 0 if it was. */
  readonly repair: number;
}

/**
 * From pairwise latent correlations to a matrix that can be sampled from: columns that determine each other are put on one
 * latent variable (that of the first of them), and the rest is replaced by the nearest correlation matrix where it is
 * not positive definite.
 * @param pairwise - (columns × columns), symmetric, entries in [−1, 1]
 */
export const latentStructure = (pairwise: Float64Array, columns: number): LatentStructure => {
  const factor = new Int32Array(columns);
  const sign = new Int32Array(columns).fill(1);
  const leaders: number[] = [];
  for (let c = 0; c < columns; c++) {
    const same = leaders.findIndex((leader) => Math.abs(pairwise[c * columns + leader]!) >= SAME);
    factor[c] = same < 0 ? leaders.length : same;
    if (same < 0) leaders.push(c);
    else sign[c] = pairwise[c * columns + leaders[same]!]! < 0 ? -1 : 1;
  }
  const factors = leaders.length;
  const given = new Float64Array(factors * factors);
  for (let i = 0; i < factors; i++) {
    for (let j = 0; j < factors; j++)
      given[i * factors + j] = i === j ? 1 : pairwise[leaders[i]! * columns + leaders[j]!]!;
  }
  const maxIterations = Math.max(3, Math.min(200, Math.floor(REPAIR_WORK / (factors * factors * factors))));
  const { matrix, distance } = nearestCorrelation(given, factors, { floor: 1e-6, tolerance: 1e-7, maxIterations });
  return { factor, sign, factors, correlation: matrix, repair: distance };
};
