import type { FitReport } from '@cvd/core';
import { counted } from './counted.js';

const percent = (share: number): string => `${(100 * share).toFixed(share < 0.01 ? 2 : 1)} %`;

/** How the method was trained, where it says so. */
const trainingLine = (losses: FitReport['losses'], { training, build }: FitReport['details']): string[] => {
  if (typeof training !== 'object' || training === null) return [];
  const { epochs, steps, bestEpoch } = training as { epochs: number; steps: number; bestEpoch?: number };
  const last = Object.entries(losses).flatMap(([name, history]) =>
    history.length > 0 ? [`${name} ${history.at(-1)!.toPrecision(4)}`] : [],
  );
  return [
    [
      `  Trained ${counted(epochs, 'epoch')}, ${counted(steps, 'step')}`,
      ...(typeof build === 'string' ? [`numeric build "${build}"`] : []),
      ...(bestEpoch === undefined ? [] : [`kept the best epoch, ${bestEpoch}`]),
      ...(last.length > 0 ? [`last losses: ${last.join(', ')}`] : []),
    ].join('; '),
  ];
};

/** The fit report for a person: what was learned, and everything that was not kept as it was. */
export const fitSummary = ({
  method,
  rows,
  columns,
  warnings,
  clips,
  categoriesNotKept,
  seconds,
  losses,
  details,
}: FitReport): string => {
  const total = Object.values(seconds).reduce((sum, part) => sum + part, 0);
  return [
    `Fitted ${method} on ${counted(rows, 'row')} × ${counted(columns, 'column')} in ${total.toFixed(1)} s.`,
    ...trainingLine(losses, details),
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
