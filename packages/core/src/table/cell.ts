import { bitAt } from './bits.js';
import type { CellValue, Column } from './column.js';
import { formatTimestamp } from './timestamp.js';

/** Whether the row holds a value. */
export const isPresent = (column: Column, row: number): boolean =>
  column.validity === null || bitAt(column.validity, row);

/** The cell as a JavaScript value; null where it is missing. */
export const cellAt = (column: Column, row: number): CellValue => {
  if (!isPresent(column, row)) return null;
  switch (column.type) {
    case 'float64':
    case 'int64':
      return column.values[row]!;
    case 'bool':
      return bitAt(column.values, row);
    case 'utf8':
      return column.dictionary[column.codes[row]!]!;
    case 'timestamp':
      return formatTimestamp(column.values[row]!, column.unit, column.timezone);
  }
};

/** How many rows hold no value. */
export const missingCount = (column: Column): number => {
  if (column.validity === null) return 0;
  let missing = 0;
  for (let row = 0; row < column.length; row++) if (!bitAt(column.validity, row)) missing++;
  return missing;
};
