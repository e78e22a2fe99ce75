import type { ColumnPairTrends, PairScore } from '../column-pair-trends.js';
import type { ColumnScore } from '../column-shapes.js';
import type { DiagnosticReport } from '../diagnostic-report.js';
import type { EvaluationReport } from '../evaluation-report.js';
import type { Interval } from '../figures/figure.js';
import type { QualityReport } from '../quality-report.js';
import { accuracyPart } from './accuracy-part.js';
import { attacksPart } from './attacks-part.js';
import { baselinesPart } from './baselines-part.js';
import { alignColumns, formatCount, formatScore, printable } from './format-figures.js';
import { privacyPart } from './privacy-part.js';
import type { ReportPart } from './report-part.js';
import { toldApartParts } from './told-apart-part.js';
import { utilityPart } from './utility-part.js';
import { worstFirst } from './worst-first.js';

export interface FormatOptions {
  /** Whether to print the baselines beside the model, where the report has them. @default true */
  readonly baselines?: boolean | undefined;
  /** Pairs listed at most; columns are always all listed. @default 10 */
  readonly pairs?: number | undefined;
}

const indent = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`);

const columnLines = (columns: readonly ColumnScore[]): readonly string[] =>
  indent(
    alignColumns(
      worstFirst(columns, ({ score }) => score).map(({ column, metric, score, error }) => [
        printable(column),
        formatScore(score),
        error === undefined ? metric : printable(error),
      ]),
      'lrl',
    ),
  );

const trend = ({ realCorrelation, syntheticCorrelation, realAssociation }: PairScore): string =>
  realAssociation === null
    ? `correlation ${realCorrelation?.toFixed(2) ?? 'n/a'} real, ${syntheticCorrelation?.toFixed(2) ?? 'n/a'} synthetic`
    : `association ${realAssociation.toFixed(2)} in the real table`;

const pairLines = ({ pairs }: ColumnPairTrends, most: number): readonly string[] => {
  const counted = worstFirst(
    pairs.filter((pair) => pair.counted),
    ({ score }) => score,
  );
  const rows = counted
    .slice(0, most)
    .map((pair) => [pair.columns.map(printable).join(' × '), formatScore(pair.score), trend(pair)]);
  const left = counted.length - rows.length;
  return indent([...alignColumns(rows, 'lrl'), ...(left > 0 ? [`… and ${formatCount(left)} more`] : [])]);
};

const thresholdText = ({ correlation, association }: QualityReport['pairThresholds']): string =>
  correlation === 0 && association === 0
    ? 'thresholds 0 and 0: every pair counts'
    : `a pair counts when the real table has |correlation| > ${correlation} or association > ${association}`;

const diagnosticLines = ({ dataValidity, dataStructure }: DiagnosticReport): readonly string[] => {
  const faults = dataValidity.columns.filter(
    ({ score, error }) => error !== undefined || (score !== null && score < 1),
  );
  return [
    ...indent(
      alignColumns(
        [
          ['Data validity', formatScore(dataValidity.score)],
          ['Data structure', formatScore(dataStructure.score)],
        ],
        'lr',
      ),
    ),
    ...columnLines(faults),
  ];
};

/** Where a score lies, as a cell of its own. */
const inWords = ({ interval }: { readonly interval?: Interval | null }): readonly string[] =>
  interval ? [`[${formatScore(interval.low)}, ${formatScore(interval.high)}]`] : [];

/** The parts below the quality report, those that there are. */
const laterParts = (report: EvaluationReport, withBaselines: boolean): readonly ReportPart[] => {
  const { fidelity, utility, privacy, rows } = report;
  return [
    accuracyPart(fidelity.accuracy),
    withBaselines ? baselinesPart(report) : null,
    ...toldApartParts(fidelity, rows.holdout !== undefined),
    utility ? utilityPart(utility) : null,
    ...(privacy ? [privacyPart(privacy), attacksPart(privacy.attacks)] : []),
  ].filter((part) => part !== null);
};

/** The report as aligned plain text for a terminal, without colours; lines end in \n. */
export const formatReport = (
  report: EvaluationReport,
  { baselines = true, pairs = 10 }: FormatOptions = {},
): string => {
  const { quality, diagnostic, rows } = report;
  const { columnShapes, columnPairTrends } = quality;
  const counted = columnPairTrends.pairs.filter((pair) => pair.counted).length;
  const lines = [
    `Quality score ${formatScore(quality.score)}`,
    ...indent(
      alignColumns(
        [
          ['Column shapes', formatScore(columnShapes.score), ...inWords(columnShapes)],
          ['Column pair trends', formatScore(columnPairTrends.score), ...inWords(columnPairTrends)],
        ],
        'lrl',
      ),
    ),
    `  ${formatCount(rows.synthetic)} synthetic rows against ${formatCount(rows.real)} real ones`,
    '',
    'Column shapes, worst first',
    ...columnLines(columnShapes.columns),
    '',
    `Pair trends: ${formatCount(counted)} of ${formatCount(columnPairTrends.pairs.length)} pairs counted (${thresholdText(quality.pairThresholds)})`,
    ...pairLines(columnPairTrends, pairs),
    '',
  ];
  for (const { heading, lines: part } of laterParts(report, baselines)) lines.push(heading, ...indent(part), '');
  lines.push(`Diagnostic score ${formatScore(diagnostic.score)}`, ...diagnosticLines(diagnostic));
  if (report.notes.length > 0) lines.push('', 'Notes', ...report.notes.map((note) => `  - ${printable(note)}`));
  return `${lines.join('\n')}\n`;
};
