import type { FitReport } from '@cvd/core';
import { counted } from './counted.js';

const percent = (share: number): string => `${(100 * share).toFixed(share < 0.01 ? 2 : 1)} %`;

/** The fit report for a person: what was learned, and everything that was not kept as it was. */
export const fitSummary = ({
  method,
  rows,
  columns,
  warnings,
  clips,
  categoriesNotKept,
  seconds,
}: FitReport): string => {
  const total = Object.values(seconds).reduce((sum, part) => sum + part, 0);
  return [
    `Fitted ${method} on ${counted(rows, 'row')} × ${counted(columns, 'column')} in ${total.toFixed(1)} s.`,
    ...clips.map(
      ({ column, count, share, low, high }) =>
        `  ${column}: ${counted(count, 'value')} (${percent(share)}) outside ${low} … ${high} count as these bounds`,
    ),
    ...categoriesNotKept.map(
      ({ column, categories, rows: affected, share }) =>
        `  ${column}: ${counted(categories, 'rare category', 'rare categories')} not kept, in ${counted(affected, 'row')} (${percent(share)})`,
    ),
    ...warnings.map(({ message }) => `  Warning: ${message}`),
  ].join('\n');
};
