import { InvalidValueError } from '../errors/invalid-value-error.js';
import { cellTexts, isWritten } from '../table/cell-texts.js';
import type { Table } from '../table/table.js';

/** The JSON text of one row. @throws {InvalidValueError} for ±Infinity, which JSON cannot write */
export type JsonRow = (row: number) => string;

/**
 * The rows of a table as JSON objects, each made when it is asked for: all columns in order, missing values as null. Numbers
 * take their shortest exact form, −0 included; int64 is written with all its digits; timestamps are ISO 8601 strings.
 */
export const jsonRows = ({ columns, names }: Table): JsonRow => {
  const keys = names.map((name, i) => `${i > 0 ? ',' : ''}${JSON.stringify(name)}:`);
  const texts = columns.map((column) => cellTexts(column, (value) => JSON.stringify(value)));
  return (row) => {
    let text = '{';
    for (let i = 0; i < columns.length; i++) {
      const column = columns[i]!;
      text += keys[i];
      if (!isWritten(column, row)) text += 'null';
      else if (column.type === 'float64' && !Number.isFinite(column.values[row]))
        throw new InvalidValueError(names[i]!, row, 'JSON has no infinite numbers');
      else text += texts[i]!(row);
    }
    return `${text}}`;
  };
};
