import type { Table } from '@cvd/core';
import { jointCodes } from '@cvd/core/metrics';
import type { GowerScale } from '../distances/gower-scale.js';

/** Why distances by this scale say nothing, or null when they do. */
export const whyNotMeasurable = (scale: GowerScale, training: Table): string | null => {
  if (training.rows < 2) return 'the training table has a single row';
  const tellsApart = scale.columns.some((column) => {
    if (column.kind === 'number') return true;
    const values = training.column(column.name);
    const { real } = jointCodes(values, values);
    return real.some((code) => code !== real[0]);
  });
  return tellsApart ? null : 'all rows of the training table are the same in the columns compared';
};
