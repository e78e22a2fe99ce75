import type { EvaluationReport } from '../../../evaluation-report.js';
import { formatCount } from '../../../format/format-figures.js';
import { copierShare } from '../../../privacy/copier-share.js';
import { count, ofHundred, reason } from '../../figure-text.js';
import { html } from '../../markup.js';
import type { Answer } from './answer.js';

/** What was found of copying, in distances and by attacks. */
export const givenAwayAnswer = ({ privacy }: EvaluationReport): Answer => {
  const about = { question: 'What does it give away?', target: 'privacy' };
  if (!privacy)
    return {
      ...about,
      words: html`${reason('no holdout was given')} Distances to the rows that were learned from say little without rows that were not.`,
      scales: [],
    };
  const { closerToTrain, synthetic, holdout, attacks } = privacy;
  const { share } = closerToTrain;
  const copier = copierShare(privacy);
  const identical =
    synthetic.identical.value === null
      ? null
      : html` <b>${count(synthetic.identical.successes, 'row')}</b> of ${formatCount(synthetic.identical.trials)} ${synthetic.identical.successes === 1 ? 'is' : 'are'} identical to a row that was learned from.`;
  const nearer =
    share === null
      ? reason(closerToTrain.because)
      : html`<b>${ofHundred(share)} of 100</b> synthetic rows lie closer to a row that was learned from than to a real row that was not. Rows that copied nothing: 50${copier === null ? null : html`; a table of copies: ${ofHundred(copier)}`}.`;
  const member = attacks.membership;
  const auc = member && 'auc' in member && member.auc !== null ? member : null;
  const tried = auc
    ? html` The attack on membership tells a row that was learned from, beside one that was not, ${ofHundred(auc.auc)} times in 100; guessing is 50.`
    : attacks.notRun.length > 0
      ? html` ${attacks.notRun.length === 4 ? 'No attacks were run.' : 'Not all attacks were run.'}`
      : null;
  const distance = synthetic.closestRecord.median;
  const real = 'identical' in holdout ? holdout.closestRecord.median.value : null;
  const apart = privacy.independentColumns.closestRecord.median.value;
  return {
    ...about,
    words: [nearer, identical, tried],
    scales: [
      ...(share === null
        ? []
        : [
            {
              name: 'Closer to the rows learned from',
              figure: { value: share, interval: closerToTrain.interval },
              from: Math.min(0.4, share),
              to: Math.max(copier ?? 1, share, 0.6),
              better: null,
              ceiling: 0.5,
              floor: copier,
              marks: ['copied nothing', 'a table of copies'] as const,
            },
          ]),
      ...(auc
        ? [
            {
              name: 'Membership told (AUC)',
              figure: { value: auc.auc, interval: auc.interval },
              from: Math.min(0.4, auc.auc),
              to: 1,
              better: 'low' as const,
              ceiling: 0.5,
              marks: ['guessing', ''] as const,
            },
          ]
        : distance.value === null
          ? []
          : [
              {
                name: 'Distance to the closest real row (median)',
                figure: distance,
                from: 0,
                to: Math.max(distance.value, real ?? 0, apart ?? 0) * 1.1,
                better: null,
                ceiling: real,
                floor: apart,
                marks: ['holdout', 'independent columns'] as const,
              },
            ]),
    ],
  };
};
