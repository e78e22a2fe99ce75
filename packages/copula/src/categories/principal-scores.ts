/**
 * Scores of categories on the first principal component of their effects on other columns.
 * @param effects - one array a column, each by category
 * @param weights - rows by category
 * @returns by category; all 0 where there is no effect. The sign is that of the column with the largest effects.
 */
export const principalScores = (effects: readonly Float64Array[], weights: Float64Array): Float64Array => {
  const levels = weights.length;
  const columns = effects.length;
  const total = weights.reduce((sum, w) => sum + w, 0);
  const covariance = new Float64Array(columns * columns);
  for (let i = 0; i < columns; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < levels; k++) sum += weights[k]! * effects[i]![k]! * effects[j]![k]!;
      covariance[i * columns + j] = covariance[j * columns + i] = sum / total;
    }
  }
  let largest = 0;
  for (let i = 1; i < columns; i++)
    if (covariance[i * columns + i]! > covariance[largest * columns + largest]!) largest = i;
  let direction = covariance.slice(largest * columns, (largest + 1) * columns);
  for (let iteration = 0; iteration < 200; iteration++) {
    const norm = Math.sqrt(direction.reduce((sum, x) => sum + x * x, 0));
    if (!(norm > 0)) return new Float64Array(levels);
    const next = new Float64Array(columns);
    for (let i = 0; i < columns; i++) {
      for (let j = 0; j < columns; j++) next[i]! += (covariance[i * columns + j]! * direction[j]!) / norm;
    }
    direction = next;
  }
  const out = new Float64Array(levels);
  for (let i = 0; i < columns; i++) for (let k = 0; k < levels; k++) out[k]! += direction[i]! * effects[i]![k]!;
  return out;
};
