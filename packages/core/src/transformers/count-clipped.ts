import type { Column } from '../table/column.js';
import { isMissing } from './missing.js';
import type { ChangeCounter } from './transformer.js';

/**
 * Counts values outside the learned bounds.
 * @param bounds - as the report shows them
 * @param outside - whether the value of a row, which is present, lies outside
 */
export const countClipped = (
  bounds: { readonly low: number; readonly high: number },
  outside: (column: Column, row: number) => boolean,
): ChangeCounter => {
  let count = 0;
  return {
    add(column) {
      for (let row = 0; row < column.length; row++) if (!isMissing(column, row) && outside(column, row)) count++;
    },
    finish: () => ({ clipped: count === 0 ? null : { count, ...bounds }, notKept: null }),
  };
};
