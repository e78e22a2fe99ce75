import type { View } from './view.js';

/**
 * Rows first … first + rows − 1 of a view, counted from the view's own first row.
 * @throws {RangeError} where the view has no such rows
 */
export const rowsOf = (view: View, first: number, rows: number): View => {
  if (!(Number.isInteger(first) && Number.isInteger(rows) && first >= 0 && rows >= 1 && first + rows <= view.rows)) {
    throw new RangeError(`A view of ${view.rows} rows has no rows ${first} … ${first + rows - 1}.`);
  }
  return { ...view, row: view.row + first, rows };
};
