import { alignColumns, formatCount, printable } from '../format/format-figures.js';
import { NONE, withInterval } from '../format/report-part.js';
import type { GateCheck, GateResult } from './gate-result.js';

const number = (value: number | null): string => (value === null ? NONE : String(Number(value.toFixed(4))));

const bounds = ({ min, max }: GateCheck['threshold']): string =>
  [
    ...(min === undefined ? [] : [`at least ${number(min)}`]),
    ...(max === undefined ? [] : [`at most ${number(max)}`]),
  ].join(', ');

const found = ({ value, interval, threshold }: GateCheck): string =>
  value !== null && interval && threshold.by === 'interval' ? withInterval(value, interval) : number(value);

const cells = (check: GateCheck): readonly string[] => [
  printable(check.key),
  found(check),
  bounds(check.threshold),
  printable([check.because, check.why].filter((text) => text !== undefined).join('; ')),
];

/** One line of what a gate says, and below it a table of the checks that did not pass; lines end in \n. */
export const formatGateResult = ({ passed, checks }: GateResult): string => {
  const total = `${formatCount(checks.length)} ${checks.length === 1 ? 'check' : 'checks'}`;
  const skipped = checks.filter((check) => check.passed && check.because !== undefined).length;
  const apart = skipped > 0 ? `, ${formatCount(skipped)} of them without a figure` : '';
  if (passed) return `Gate passed, ${total}${apart}\n`;
  const failed = checks.filter((check) => !check.passed);
  const rows = alignColumns([['', 'figure', 'wanted', ''], ...failed.map(cells)], 'lrll');
  return `${[`Gate failed: ${formatCount(failed.length)} of ${total}${apart}`, ...rows.map((line) => `  ${line}`)].join('\n')}\n`;
};
