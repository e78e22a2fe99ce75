import { countCodes, type JointCodes, tvComplementOfCounts } from '@cvd/core/metrics';
import { countedScore } from './counted-score.js';
import type { ResampledScore } from './resampled-score.js';

/** TVComplement of resampled synthetic rows. */
export const resampledTotalVariation = ({ real, synthetic, size }: JointCodes): ResampledScore => {
  const missing = size - 1;
  const realCounts = countCodes(real, size).subarray(0, missing);
  return countedScore(synthetic, size, (counts) => tvComplementOfCounts(realCounts, counts.subarray(0, missing)));
};
