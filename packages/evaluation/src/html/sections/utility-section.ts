import type { EvaluationReport } from '../../evaluation-report.js';
import { formatCount } from '../../format/format-figures.js';
import type { LearnerScores, UtilityScores } from '../../utility/utility-scores.js';
import { figureCell, reason } from '../figure-text.js';
import { html, type Markup } from '../markup.js';
import { section } from '../section.js';
import { table } from '../table.js';

const measures = { classification: ['AUC', 'F1', 'accuracy'], regression: ['R²', 'RMSE'] } as const;

const cells = (scores: UtilityScores, columns: number): readonly Markup[] => {
  if ('because' in scores) return [html`<td class="none" colspan="${String(columns)}">${reason(scores.because)}</td>`];
  if ('auc' in scores) {
    const { auc, f1, accuracy, intervals } = scores;
    return [
      figureCell({ value: auc, interval: intervals.auc }),
      figureCell({ value: f1, interval: intervals.f1 }),
      figureCell({ value: accuracy, interval: intervals.accuracy }),
    ];
  }
  const { r2, rmse, intervals } = scores;
  return [figureCell({ value: r2, interval: intervals.r2 }), figureCell({ value: rmse, interval: intervals.rmse })];
};

/** What synthetic rows are worth to learners. */
export const utilitySection = ({ utility, rows }: EvaluationReport): Markup => {
  const about = { id: 'utility', title: 'Utility' };
  if (!utility)
    return section({
      ...about,
      inside: html`<p class="none">${reason(rows.holdout === undefined ? 'it takes a holdout and a column that learners are to tell' : 'it takes a column that learners are to tell')}</p>\n`,
    });
  const { target, task, tstr, trtr, floor, rows: learned, positiveClass, withoutTarget } = utility;
  const names = measures[task];
  const lines = (learner: keyof LearnerScores, name: string) =>
    (
      [
        ['synthetic rows', tstr],
        ['real rows (ceiling)', trtr],
        ['independent columns (floor)', floor],
      ] as const
    ).map(([source, scores]) => [`${name} from ${source}`, ...cells(scores[learner], names.length)] as const);
  const dropped = Math.max(withoutTarget.train, withoutTarget.synthetic, withoutTarget.holdout);
  return section({
    ...about,
    inside: [
      html`<p class="explains">Learners saw ${formatCount(learned.learned)} rows, synthetic, real, or with each column drawn on its own, and then told <q>${target}</q> of ${formatCount(learned.tested)} real rows that were held out. What synthetic rows fall short of real ones is their price.${
        task === 'classification'
          ? html` AUC: how often two rows of different classes are put in the right order (.5 is guessing). F1: of ${positiveClass === null ? 'each class, on the mean' : html`the class <q>${positiveClass}</q>`}, right answers weighed against missed ones and false ones. Accuracy: share of rows told right, which is high wherever one class is frequent.`
          : ' R²: the share of the variation that is explained, 0 for who always says the mean. RMSE: the typical error, in the unit of the column.'
      } ${dropped > 0 ? `Rows without the target were left out: ${formatCount(withoutTarget.train)} real, ${formatCount(withoutTarget.synthetic)} synthetic, ${formatCount(withoutTarget.holdout)} of the holdout.` : ''}</p>
`,
      table(
        `How well learners tell ${target}`,
        ['learner', ...names],
        [...lines('boostedTrees', 'boosted trees'), ...lines('linear', 'linear')],
      ),
    ],
  });
};
