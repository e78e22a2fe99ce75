import { InvalidOptionError } from '@cvd/core';
import type { PairScore } from '../column-pair-trends.js';
import type { ColumnScore } from '../column-shapes.js';
import type { PreparedColumn } from '../prepared-column.js';
import { resampledContingency } from './resampled-contingency.js';
import { resampledCorrelation } from './resampled-correlation.js';
import { resampledKs } from './resampled-ks.js';
import type { ResampledScore } from './resampled-score.js';
import { resampledTotalVariation } from './resampled-total-variation.js';

/** Finds a column of a report. @throws {InvalidOptionError} when the metadata does not have it */
export type FindColumn = (name: string) => PreparedColumn;

export const columnFinder = (columns: readonly PreparedColumn[]): FindColumn => {
  const byName = new Map(columns.map((column) => [column.name, column]));
  return (name) => {
    const column = byName.get(name);
    if (column !== undefined && column.shape !== 'other') return column;
    throw new InvalidOptionError('qualityIntervals', 'quality', `is a report of other columns: it has "${name}"`);
  };
};

/** The metric of a column that has a score. */
export const resampledShape = ({ column }: ColumnScore, find: FindColumn): ResampledScore => {
  const found = find(column);
  return found.shape === 'continuous' ? resampledKs(found.numbers()) : resampledTotalVariation(found.codes());
};

/** The metric of a pair that counts. */
export const resampledTrend = ({ columns: [one, other] }: PairScore, find: FindColumn): ResampledScore => {
  const [first, second] = [find(one), find(other)];
  return first.shape === 'continuous' && second.shape === 'continuous'
    ? resampledCorrelation(first.numbers(), second.numbers())
    : resampledContingency(first.codes(), second.codes());
};

/** Whether numbers are cut in bins to be compared with categories. */
export const isBinned = ({ columns }: PairScore, find: FindColumn): boolean => {
  const continuous = columns.filter((column) => find(column).shape === 'continuous').length;
  return continuous === 1;
};
