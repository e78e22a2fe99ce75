import type { Figures } from './peer-figures.js';

const shown = (figure: number | null): string => (figure === null ? 'n/a' : figure.toFixed(3));

/** One row of the table. */
export type FiguresRow = readonly [name: string, figures: Figures];

/** The figures side by side, as text. */
export const figuresTable = (rows: readonly FiguresRow[]): string => {
  const width = Math.max(...rows.map(([name]) => name.length));
  const line = (name: string, overall: string, pairs: string): string =>
    `  ${name.padEnd(width)}  ${overall.padStart(13)}  ${pairs.padStart(18)}`;
  return [
    line('', 'overall', 'Column Pair Trends'),
    line('', 'thresholds 0', 'thresholds .5, .3'),
    ...rows.map(([name, { overall, pairTrends }]) => line(name, shown(overall), shown(pairTrends))),
  ].join('\n');
};
