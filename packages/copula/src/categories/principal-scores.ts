/** Power iterations at most; they end earlier where the scores have settled. */
const MAX_ITERATIONS = 200;

/**
 * Scores of categories on the first principal component of their effects on other columns, by power iteration; cost
 * categories × columns an iteration.
 * @param effects - one array a column, each by category
 * @param weights - rows by category
 * @returns by category, of mean square 1; all 0 where there is no effect. The sign is that of the column with the largest
 * effects.
 */
export const principalScores = (effects: readonly Float64Array[], weights: Float64Array): Float64Array => {
  const total = weights.reduce((sum, w) => sum + w, 0);
  const inner = (x: Float64Array, y: Float64Array): number =>
    x.reduce((sum, value, k) => sum + (weights[k]! / total) * value * y[k]!, 0);
  let scores = new Float64Array(weights.length);
  let largest = 0;
  for (const column of effects) {
    const size = inner(column, column);
    if (size > largest) {
      largest = size;
      scores = column.map((effect) => effect / Math.sqrt(size));
    }
  }
  if (largest === 0) return scores;
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    const next = new Float64Array(weights.length);
    for (const column of effects) {
      const loading = inner(column, scores);
      for (let k = 0; k < next.length; k++) next[k]! += loading * column[k]!;
    }
    const norm = Math.sqrt(inner(next, next));
    let change = 0;
    for (let k = 0; k < next.length; k++) {
      next[k]! /= norm;
      change = Math.max(change, Math.abs(next[k]! - scores[k]!));
    }
    scores = next;
    if (change < 1e-10) break;
  }
  return scores;
};
