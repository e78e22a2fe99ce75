import { missingCount } from '../table/cell.js';
import type { Column } from '../table/column.js';
import type { ColumnMetric, ComparedResult } from './metric.js';

const missingShare = (column: Column): number => missingCount(column) / column.length;

/**
 * MissingValueSimilarity: 1 − the difference of the two shares of missing values; `real` and `synthetic` are the shares.
 * For every type of column. NaN when either column has no rows.
 */
export const missingValueSimilarity: ColumnMetric<ComparedResult> = {
  name: 'MissingValueSimilarity',
  goal: 'maximize',
  minValue: 0,
  maxValue: 1,
  compute: (realColumn, syntheticColumn) => {
    const real = missingShare(realColumn);
    const synthetic = missingShare(syntheticColumn);
    return { score: 1 - Math.abs(real - synthetic), real, synthetic };
  },
};
