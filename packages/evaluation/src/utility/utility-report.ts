import type { UtilityResult } from './utility-result.js';
import type { LearnerScores } from './utility-scores.js';

/** What synthetic rows are worth to learners, beside what real rows and independent columns are. */
export interface UtilityReport extends Omit<UtilityResult, 'others'> {
  /** Trained on independent columns, tested on the holdout: what rows are worth that know nothing of the target. */
  readonly floor: LearnerScores;
}

/** @param result - with independent columns among the other tables */
export const utilityReport = ({ others = {}, ...result }: UtilityResult): UtilityReport => ({
  ...result,
  floor: others.independentColumns!,
});
