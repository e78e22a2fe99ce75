/** The mean of several scores in each resample. */
export interface ResampledMean {
  /**
   * @param scores - one a resample; where it has none, the mean of those that there are stands in
   * @param figure - stands in when no resample has one
   */
  add(scores: Float64Array, figure: number): void;
  /** One a resample; null when there is no score. */
  scores(): Float64Array | null;
}

export const createResampledMean = (resamples: number): ResampledMean => {
  const sums = new Float64Array(resamples);
  let count = 0;
  return {
    add: (scores, figure) => {
      const known = scores.filter((score) => !Number.isNaN(score));
      const instead = known.length === 0 ? figure : known.reduce((sum, score) => sum + score, 0) / known.length;
      for (let i = 0; i < resamples; i++) sums[i]! += Number.isNaN(scores[i]!) ? instead : scores[i]!;
      count++;
    },
    scores: () => (count === 0 ? null : sums.map((sum) => sum / count)),
  };
};
