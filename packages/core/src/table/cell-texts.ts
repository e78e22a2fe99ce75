import { bitAt } from './bits.js';
import { isPresent } from './cell.js';
import type { Column, Utf8Column } from './column.js';
import { formatNumber } from './format-number.js';
import { formatTimestamp } from './timestamp.js';

/** How a file format writes text; `row` is where it is met. */
type TextEncoding = (text: string, row: number) => string;

/** The text of a cell that is present. */
type CellText = (row: number) => string;

/**
 * How the cells of a column are written. Text goes through `encode` once for each distinct value, when it is first met.
 */
export const cellTexts = (column: Column, encode: TextEncoding): CellText => {
  switch (column.type) {
    case 'float64':
      return (row) => formatNumber(column.values[row]!);
    case 'int64':
      return (row) => column.values[row]!.toString();
    case 'bool':
      return (row) => (bitAt(column.values, row) ? 'true' : 'false');
    case 'timestamp':
      return (row) => encode(formatTimestamp(column.values[row]!, column.unit, column.timezone), row);
    case 'utf8':
      return utf8Texts(column, encode);
  }
};

const utf8Texts = (column: Utf8Column, encode: TextEncoding): CellText => {
  const texts: (string | undefined)[] = [];
  return (row) => {
    const code = column.codes[row]!;
    let text = texts[code];
    if (text === undefined) {
      texts[code] = text = encode(column.dictionary[code]!, row);
    }
    return text;
  };
};

/** Whether the row has something to write: it is present, and no NaN. */
export const isWritten = (column: Column, row: number): boolean =>
  isPresent(column, row) && !(column.type === 'float64' && Number.isNaN(column.values[row]));
