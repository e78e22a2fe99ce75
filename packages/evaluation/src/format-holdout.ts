import type { EvaluationReport, FidelityReport } from './evaluation-report.js';
import type { C2stScore } from './fidelity/c2st.js';
import type { Figure } from './figures/figure.js';
import { alignColumns, formatCount, printable } from './format-figures.js';
import type { CloserToTrain } from './privacy/closer-to-train.js';
import type { NearnessToTraining } from './privacy/nearness.js';
import type { PrivacyMeasures } from './privacy/privacy-measures.js';
import type { UtilityResult } from './utility/utility-result.js';
import type { UtilityScores } from './utility/utility-scores.js';

/** What the report says beside a holdout: a heading, and lines below it. */
export interface HoldoutPart {
  readonly heading: string;
  readonly lines: readonly string[];
}

const NONE = 'n/a';

const digits = (value: number, places: number): string => value.toFixed(places);

/** A figure with its interval: .612 [.600, .624]. */
const withInterval = (value: number, { low, high }: { readonly low: number; readonly high: number }, places = 3) =>
  `${digits(value, places)} [${digits(low, places)}, ${digits(high, places)}]`;

const areaCell = (score: C2stScore): string => (score.auc === null ? NONE : withInterval(score.auc, score.interval));

/** Why figures are missing, each reason once. */
const reasonLines = (reasons: readonly (string | null)[]): readonly string[] =>
  [...new Set(reasons.filter((reason) => reason !== null))].map((reason) => `not computable, because ${reason}`);

const because = (figure: C2stScore | CloserToTrain | Figure | UtilityScores): string | null =>
  'because' in figure ? figure.because : null;

const fidelityPart = ({ c2st, c2stTrain }: FidelityReport): HoldoutPart => ({
  heading: `Told from real rows by learners (area under the ROC curve, ${formatCount(c2st.rows)} rows of each; .5: not at all, 1: always)`,
  lines: [
    ...alignColumns(
      [
        ['', 'boosted trees', 'linear'],
        ['against the holdout', areaCell(c2st.boostedTrees), areaCell(c2st.logistic)],
        ['against the rows learned from', areaCell(c2stTrain.boostedTrees), areaCell(c2stTrain.logistic)],
      ],
      'lll',
    ),
    ...reasonLines([c2st, c2stTrain].flatMap(({ boostedTrees, logistic }) => [boostedTrees, logistic].map(because))),
  ],
});

const scoreCells = (scores: UtilityScores): readonly string[] => {
  if ('because' in scores) return [NONE, NONE, NONE];
  return 'auc' in scores
    ? [digits(scores.auc, 3), digits(scores.f1, 3), digits(scores.accuracy, 3)]
    : [digits(scores.r2, 3), scores.rmse.toPrecision(4), ''];
};

const utilityPart = ({ target, task, tstr, trtr, rows }: UtilityResult): HoldoutPart => {
  const names = task === 'classification' ? ['AUC', 'F1', 'accuracy'] : ['R²', 'RMSE', ''];
  const line = (name: string, scores: UtilityScores): readonly string[] => [name, ...scoreCells(scores)];
  const all = [tstr.boostedTrees, trtr.boostedTrees, tstr.linear, trtr.linear];
  return {
    heading: `"${printable(target)}" of ${formatCount(rows.tested)} holdout rows told by learners that saw ${formatCount(rows.learned)} rows`,
    lines: [
      ...alignColumns(
        [
          ['', ...names],
          line('boosted trees, synthetic rows', tstr.boostedTrees),
          line('boosted trees, real rows', trtr.boostedTrees),
          line('linear, synthetic rows', tstr.linear),
          line('linear, real rows', trtr.linear),
        ],
        'lrrr',
      ),
      ...reasonLines(all.map(because)),
    ],
  };
};

const figureCell = (figure: Figure, places = 3): string =>
  figure.value === null ? NONE : withInterval(figure.value, figure.interval, places);

const nearnessCells = ({ identical, closestRecord, nearestRatio }: NearnessToTraining): readonly string[] => [
  figureCell(identical, 4),
  figureCell(closestRecord.median),
  figureCell(nearestRatio.median),
];

const privacyPart = ({ synthetic, holdout, independentColumns, closerToTrain }: PrivacyMeasures): HoldoutPart => {
  const measured = [synthetic, independentColumns, ...('identical' in holdout ? [holdout] : [])];
  return {
    heading: 'Nearness to the rows learned from',
    lines: [
      ...alignColumns(
        [
          ['', 'identical', 'closest record', 'nearest ratio'],
          ['this table', ...nearnessCells(synthetic)],
          ...('identical' in holdout ? [['holdout', ...nearnessCells(holdout)]] : []),
          ['independent columns', ...nearnessCells(independentColumns)],
        ],
        'llll',
      ),
      `closer to them than to the holdout: ${closerToTrain.share === null ? NONE : withInterval(closerToTrain.share, closerToTrain.interval)} of the rows; .5 of rows that copied nothing`,
      ...reasonLines([
        ...measured.flatMap(({ identical, closestRecord, nearestRatio }) =>
          [identical, closestRecord.median, nearestRatio.median].map(because),
        ),
        because(closerToTrain),
      ]),
    ],
  };
};

/** The parts that rest on a holdout; none without one. */
export const holdoutParts = ({ fidelity, utility, privacy }: EvaluationReport): readonly HoldoutPart[] => [
  ...(fidelity ? [fidelityPart(fidelity)] : []),
  ...(utility ? [utilityPart(utility)] : []),
  ...(privacy ? [privacyPart(privacy)] : []),
];
