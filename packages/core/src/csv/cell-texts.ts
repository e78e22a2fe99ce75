import { bitAt } from '../table/bits.js';
import { isPresent } from '../table/cell.js';
import type { Column, Utf8Column } from '../table/column.js';
import { formatNumber } from '../table/format-number.js';
import { formatTimestamp } from '../table/timestamp.js';
import { checkWellFormed } from '../table/well-formed.js';

/** The text of a cell that is present. */
export type CellText = (row: number) => string;

/**
 * How the cells of a column are written. Text goes through `encode` once for each distinct value, when it is first met.
 * @throws {InvalidValueError} the function, for text that UTF-8 cannot write
 */
export const cellTexts = (name: string, column: Column, encode: (text: string) => string): CellText => {
  switch (column.type) {
    case 'float64':
      return (row) => formatNumber(column.values[row]!);
    case 'int64':
      return (row) => column.values[row]!.toString();
    case 'bool':
      return (row) => (bitAt(column.values, row) ? 'true' : 'false');
    case 'timestamp':
      return (row) => encode(formatTimestamp(column.values[row]!, column.unit, column.timezone));
    case 'utf8':
      return utf8Texts(name, column, encode);
  }
};

const utf8Texts = (name: string, column: Utf8Column, encode: (text: string) => string): CellText => {
  const texts: (string | undefined)[] = [];
  return (row) => {
    const code = column.codes[row]!;
    let text = texts[code];
    if (text === undefined) {
      checkWellFormed(name, column, code);
      texts[code] = text = encode(column.dictionary[code]!);
    }
    return text;
  };
};

/** Whether the row has something to write: it is present, and no NaN. */
export const isWritten = (column: Column, row: number): boolean =>
  isPresent(column, row) && !(column.type === 'float64' && Number.isNaN(column.values[row]));
