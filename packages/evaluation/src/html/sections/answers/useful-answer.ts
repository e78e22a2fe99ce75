import type { EvaluationReport } from '../../../evaluation-report.js';
import type { ClassificationFigures, UtilityScores } from '../../../utility/utility-scores.js';
import { decimal, ofHundred, reason } from '../../figure-text.js';
import { html } from '../../markup.js';
import type { Scale } from '../../scale-picture.js';
import type { Answer } from './answer.js';

const aucOf = (scores: UtilityScores): number | null => ('auc' in scores ? scores.auc : null);

/** The area that a learner reaches, beside those from real rows and from independent columns. */
const aucScale = (name: string, own: ClassificationFigures, real: UtilityScores, none: UtilityScores): Scale => {
  const low = aucOf(none);
  return {
    name,
    figure: { value: own.auc, interval: own.intervals.auc },
    from: Math.min(0.5, own.auc, low ?? 1),
    to: 1,
    better: 'high',
    ceiling: aucOf(real),
    floor: low,
  };
};

/** What rows are worth to learners, beside real rows. */
export const usefulAnswer = ({ utility, rows }: EvaluationReport): Answer => {
  const about = { question: 'Is it useful?', target: 'utility' };
  if (!utility) {
    const missing =
      rows.holdout === undefined
        ? 'no holdout was given, nor a column that learners are to tell'
        : 'no column was named that learners are to tell';
    return { ...about, words: reason(missing), scales: [] };
  }
  const { tstr, trtr, floor, target } = utility;
  const [own, real, none] = [tstr.boostedTrees, trtr.boostedTrees, floor.boostedTrees];
  if ('because' in own) return { ...about, words: reason(own.because), scales: [] };
  if ('auc' in own) {
    const ceiling = aucOf(real);
    const words = html`A program that learned <q>${target}</q> from synthetic rows puts two real rows of different classes in the right order <b>${ofHundred(own.auc)} times in 100</b>${
      ceiling === null ? null : html`; one that learned from as many real rows ${ofHundred(ceiling)} times`
    }. Guessing is 50.`;
    return {
      ...about,
      words,
      scales: [
        aucScale(`${target} told (AUC of boosted trees)`, own, real, none),
        ...('auc' in tstr.linear
          ? [aucScale(`${target} told (AUC of the linear learner)`, tstr.linear, trtr.linear, floor.linear)]
          : []),
      ],
    };
  }
  const [ceiling, low] = ['r2' in real ? real.r2 : null, 'r2' in none ? none.r2 : null];
  return {
    ...about,
    words: html`A program that learned <q>${target}</q> from synthetic rows explains <b>${decimal(100 * Math.max(0, own.r2), 0)} %</b> of how it varies among real rows${
      ceiling === null
        ? null
        : html`; one that learned from as many real rows explains ${decimal(100 * Math.max(0, ceiling), 0)} %`
    }.`,
    scales: [
      {
        name: `${target} told (R² of boosted trees)`,
        figure: { value: own.r2, interval: own.intervals.r2 },
        from: Math.min(0, own.r2, low ?? 0),
        to: 1,
        better: 'high',
        ceiling,
        floor: low,
      },
    ],
  };
};
