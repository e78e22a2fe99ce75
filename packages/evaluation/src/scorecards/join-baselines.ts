import type { C2stAgainstBoth } from '../fidelity/c2st-against-both.js';
import type { NearnessToBoth } from '../privacy/nearness.js';
import type { PrivacyMeasures } from '../privacy/privacy-measures.js';
import type { UtilityResult } from '../utility/utility-result.js';
import type { LearnerScores } from '../utility/utility-scores.js';
import type { BaselineName, Baselines, Scorecard } from './scorecard.js';
import type { Scorecards } from './scorecards.js';

/** What was measured of all tables at once. */
export interface MeasuredTables {
  readonly cards: Scorecards;
  readonly told: C2stAgainstBoth | null;
  readonly utility: UtilityResult | undefined;
  readonly privacy: PrivacyMeasures | undefined;
}

const utilityOf = (name: BaselineName, { trtr, others }: UtilityResult): LearnerScores | undefined =>
  name === 'holdout' ? trtr : others?.[name];

const privacyOf = (name: BaselineName, measures: PrivacyMeasures): NearnessToBoth | undefined => {
  const { holdout, independentColumns, others } = measures;
  if (name === 'independentColumns') return independentColumns;
  if (name !== 'holdout') return others[name];
  if (!('identical' in holdout)) return undefined;
  const because = 'the holdout is what rows are held against';
  return { ...holdout, closerToTrain: { share: null, because, ties: null, cutRows: 0, repeats: 0 } };
};

/** Puts what was measured in one pass, and what was measured of all tables at once, on the tables' scorecards. */
export const joinBaselines = (
  rows: number,
  seed: number,
  { cards, told, utility, privacy }: MeasuredTables,
): Baselines => {
  const joined = Object.entries(cards.baselines).map(([key, card]): [BaselineName, Scorecard] => {
    const name = key as BaselineName;
    const worth = utility && utilityOf(name, utility);
    const near = privacy && privacyOf(name, privacy);
    return [name, { ...card, ...(worth && { utility: worth }), ...(near && { privacy: near }) }];
  });
  const thisTable: Scorecard = {
    ...cards.thisTable,
    ...(told?.against === 'holdout' && {
      c2st: { boostedTrees: told.c2st.boostedTrees, logistic: told.c2st.logistic },
    }),
    ...(utility && { utility: utility.tstr }),
    ...(privacy && { privacy: { ...privacy.synthetic, closerToTrain: privacy.closerToTrain } }),
  };
  return { rows, seed, thisTable, ...(Object.fromEntries(joined) as Omit<Baselines, 'rows' | 'seed' | 'thisTable'>) };
};
