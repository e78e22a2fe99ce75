import type { BinnedAccuracy } from '../accuracy/accuracy-result.js';
import type { CorrelationMatrices } from '../correlations/correlation-matrices.js';
import type { Baselines, C2stScores } from '../scorecards/scorecard.js';
import type { C2stResult, C2stScore } from './c2st.js';
import type { C2stAgainstBoth } from './c2st-against-both.js';

/** A score beside what tables get whose worth is known. */
export type C2stBeside = C2stScore & {
  /** Of holdout rows told from those learned from, as many of each: what synthetic rows can reach. null without one. */
  readonly ceiling: number | null;
  /** Of independent columns in the place of the synthetic rows; null where they were not told apart. */
  readonly floor: number | null;
};

export interface C2stReport extends Omit<C2stResult, 'boostedTrees' | 'logistic'> {
  readonly boostedTrees: C2stBeside;
  readonly logistic: C2stBeside;
}

/** How faithful synthetic rows are, beyond the quality score. */
export interface FidelityReport {
  /** Of columns, pairs and triples in bins, beside what sampling noise leaves to reach. */
  readonly accuracy: BinnedAccuracy;
  /** How columns go together, in both tables. */
  readonly correlations: CorrelationMatrices;
  /** Against real rows that the synthesizer never saw, or against those it was fitted on where there are no others. */
  readonly c2st?: C2stReport;
  /** Against the rows it was fitted on, as many of each; far below `c2st` it speaks of copies. */
  readonly c2stTrain?: C2stReport;
}

const beside = (result: C2stResult, ceiling: C2stScores | undefined, floor: C2stScores | undefined): C2stReport => {
  const score = (learner: keyof C2stScores): C2stBeside => ({
    ...result[learner],
    ceiling: ceiling?.[learner].auc ?? null,
    floor: floor?.[learner].auc ?? null,
  });
  return { ...result, boostedTrees: score('boostedTrees'), logistic: score('logistic') };
};

/** Sets what was told apart beside the baselines. */
export const toldApart = (
  told: C2stAgainstBoth,
  baselines: Baselines | undefined,
): Required<Pick<FidelityReport, 'c2st' | 'c2stTrain'>> => {
  const { holdout, independentColumns } = baselines ?? {};
  return {
    c2st: beside(told.c2st, holdout?.c2st, independentColumns?.c2st),
    // Independent columns were told from the holdout only.
    c2stTrain: beside(told.c2stTrain, holdout?.c2st, undefined),
  };
};
