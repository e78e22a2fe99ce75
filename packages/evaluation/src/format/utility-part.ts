import type { UtilityReport } from '../utility/utility-report.js';
import type { LearnerScores, UtilityScores } from '../utility/utility-scores.js';
import { alignColumns, formatCount, printable } from './format-figures.js';
import { NONE, type ReportPart, reasonLines } from './report-part.js';

const cells = (scores: UtilityScores): readonly string[] => {
  if ('because' in scores) return [NONE, NONE, NONE];
  return 'auc' in scores
    ? [scores.auc, scores.f1, scores.accuracy].map((score) => score.toFixed(3))
    : [scores.r2.toFixed(3), scores.rmse.toPrecision(4), ''];
};

/** What synthetic rows are worth to learners. */
export const utilityPart = ({ target, task, tstr, trtr, floor, rows }: UtilityReport): ReportPart => {
  const names = task === 'classification' ? ['AUC', 'F1', 'accuracy'] : ['R²', 'RMSE', ''];
  const lines = (learner: keyof LearnerScores, name: string): readonly (readonly string[])[] => [
    [`${name}, synthetic rows`, ...cells(tstr[learner])],
    [`${name}, real rows (ceiling)`, ...cells(trtr[learner])],
    [`${name}, independent columns (floor)`, ...cells(floor[learner])],
  ];
  return {
    heading: `"${printable(target)}" of ${formatCount(rows.tested)} holdout rows told by learners that saw ${formatCount(rows.learned)} rows`,
    lines: [
      ...alignColumns(
        [['', ...names], ...lines('boostedTrees', 'boosted trees'), ...lines('linear', 'linear')],
        'llll',
      ),
      ...reasonLines([tstr, trtr, floor].flatMap(({ boostedTrees, linear }) => [boostedTrees, linear])),
    ],
  };
};
