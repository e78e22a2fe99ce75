import type { AccuracyFigure, BinnedAccuracy } from '../accuracy/accuracy-result.js';
import { alignColumns, formatScore } from './format-figures.js';
import { NONE, type ReportPart, reasonLines, withInterval } from './report-part.js';

const cells = (figure: AccuracyFigure): readonly string[] => {
  if (figure.value === null) return [NONE, ''];
  const value = figure.interval ? withInterval(figure.value, figure.interval) : formatScore(figure.value);
  return [value, `ceiling ${formatScore(figure.ceiling)}`];
};

/** How alike columns, pairs and triples are in bins, beside what sampling noise leaves to reach. */
export const accuracyPart = ({ overall }: BinnedAccuracy): ReportPart => ({
  heading: 'Accuracy in bins (1: the same shares; ceiling: what other real rows are expected to have)',
  lines: [
    ...alignColumns(
      [
        ['columns', ...cells(overall.univariate)],
        ['pairs', ...cells(overall.bivariate)],
        ['triples', ...cells(overall.trivariate)],
      ],
      'lll',
    ),
    ...reasonLines(Object.values(overall)),
  ],
});
