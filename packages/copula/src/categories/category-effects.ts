/**
 * How far each category's mean of another column's scores lies from the whole, less what chance makes of it: one-way
 * analysis of variance with random effects. A relation without residual variance is not shrunk at all; one that is all
 * chance becomes 0.
 * Source: Searle, Casella, McCulloch, Variance Components, chapter 3 (ANOVA estimator); the shrinkage is the BLUP.
 * @param rows - rows by category in which the other column has a value
 * @param sums - Σ of its scores by category
 * @param mean - of its scores
 * @param variance - of its scores
 * @returns effects in standard deviations by category, and the share of the variance that lies between categories
 */
export const categoryEffects = (
  rows: Float64Array,
  sums: Float64Array,
  mean: number,
  variance: number,
): { readonly effects: Float64Array; readonly between: number } => {
  const levels = rows.length;
  const effects = new Float64Array(levels);
  let n = 0;
  let squares = 0;
  let used = 0;
  let explained = 0;
  for (let k = 0; k < levels; k++) {
    if (!(rows[k]! > 0)) continue;
    used++;
    n += rows[k]!;
    squares += rows[k]! * rows[k]!;
    effects[k] = (sums[k]! / rows[k]! - mean) / Math.sqrt(variance);
    explained += rows[k]! * effects[k]! * effects[k]!;
  }
  if (!(variance > 0) || used < 2 || n <= used) return { effects: effects.fill(0), between: 0 };
  const residual = Math.max(0, n - explained) / (n - used);
  const between = Math.max(0, (explained - (used - 1) * residual) / (n - squares / n));
  if (between === 0) return { effects: effects.fill(0), between: 0 };
  for (let k = 0; k < levels; k++) if (rows[k]! > 0) effects[k]! *= between / (between + residual / rows[k]!);
  return { effects, between: Math.min(1, between) };
};
