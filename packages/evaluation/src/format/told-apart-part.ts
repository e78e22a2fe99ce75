import type { C2stScore } from '../fidelity/c2st.js';
import type { C2stBeside, C2stReport, FidelityReport } from '../fidelity/fidelity-report.js';
import { alignColumns, formatCount, formatScore } from './format-figures.js';
import { NONE, type ReportPart, reasonLines, withInterval } from './report-part.js';

const cell = (score: C2stScore): string => (score.auc === null ? NONE : withInterval(score.auc, score.interval));

const line = (name: string, { boostedTrees, logistic }: C2stReport): readonly string[] => [
  name,
  cell(boostedTrees),
  cell(logistic),
];

/** A line of baselines, where there are any. */
const beside = (name: string, { boostedTrees, logistic }: C2stReport, key: keyof C2stBeside & ('ceiling' | 'floor')) =>
  boostedTrees[key] === null && logistic[key] === null
    ? []
    : [[name, formatScore(boostedTrees[key]), formatScore(logistic[key])]];

/** Whether learners tell synthetic rows from real ones; none where they were not asked. */
export const toldApartParts = ({ c2st, c2stTrain }: FidelityReport, withHoldout: boolean): readonly ReportPart[] => {
  if (!c2st || !c2stTrain) return [];
  const rows = withHoldout
    ? [line('against the holdout', c2st), line('against the rows learned from', c2stTrain)]
    : [line('against the rows learned from', c2stTrain)];
  return [
    {
      heading: `Told from real rows by learners (area under the ROC curve, ${formatCount(c2st.rows)} rows of each; .5: not at all, 1: always)`,
      lines: [
        ...alignColumns(
          [
            ['', 'boosted trees', 'linear'],
            ...rows,
            ...beside('the holdout itself (ceiling)', c2st, 'ceiling'),
            ...beside('independent columns (floor)', c2st, 'floor'),
          ],
          'lll',
        ),
        ...reasonLines([c2st, c2stTrain].flatMap(({ boostedTrees, logistic }) => [boostedTrees, logistic])),
      ],
    },
  ];
};
