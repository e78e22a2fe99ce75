import type { UtilityReport } from '../utility/utility-report.js';
import type { LearnerScores, UtilityScores } from '../utility/utility-scores.js';
import { alignColumns, formatCount, printable } from './format-figures.js';
import { NONE, type ReportPart, reasonLines, withInterval } from './report-part.js';

const cells = (scores: UtilityScores): readonly string[] => {
  if ('because' in scores) return [NONE, NONE, NONE];
  if ('r2' in scores) return [withInterval(scores.r2, scores.intervals.r2), scores.rmse.toPrecision(4), ''];
  const { auc, f1, accuracy, intervals } = scores;
  return [withInterval(auc, intervals.auc), withInterval(f1, intervals.f1), withInterval(accuracy, intervals.accuracy)];
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
