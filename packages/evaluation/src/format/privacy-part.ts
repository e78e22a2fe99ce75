import type { Figure } from '../figures/figure.js';
import type { CloserToTrain } from '../privacy/closer-to-train.js';
import type { NearnessToTraining } from '../privacy/nearness.js';
import type { PrivacyReport } from '../privacy/privacy-report.js';
import { alignColumns } from './format-figures.js';
import { NONE, type ReportPart, reasonLines, withInterval } from './report-part.js';

const cell = (figure: Figure, places = 3): string =>
  figure.value === null ? NONE : withInterval(figure.value, figure.interval, places);

const shareCell = (closer: CloserToTrain): string =>
  closer.share === null ? NONE : withInterval(closer.share, closer.interval);

const cells = ({ identical, closestRecord, nearestRatio }: NearnessToTraining): readonly string[] => [
  cell(identical, 4),
  cell(closestRecord.median),
  cell(nearestRatio.median),
];

/** How near rows are to those that were learned from. */
export const privacyPart = ({ synthetic, holdout, independentColumns, closerToTrain }: PrivacyReport): ReportPart => {
  const measured = [synthetic, independentColumns, ...('identical' in holdout ? [holdout] : [])];
  return {
    heading: 'Nearness to the rows learned from',
    lines: [
      ...alignColumns(
        [
          ['', 'identical', 'closest record', 'nearest ratio'],
          ['this table', ...cells(synthetic)],
          ...('identical' in holdout ? [['holdout', ...cells(holdout)]] : []),
          ['independent columns', ...cells(independentColumns)],
        ],
        'llll',
      ),
      `closer to them than to the holdout: ${shareCell(closerToTrain)} of the rows; .5 of rows that copied nothing`,
      ...reasonLines([
        ...measured.flatMap(({ identical, closestRecord, nearestRatio }) => [
          identical,
          closestRecord.median,
          nearestRatio.median,
        ]),
        closerToTrain,
      ]),
    ],
  };
};
