import { InvalidValueError } from '../errors/invalid-value-error.js';
import { cellTexts, isWritten } from '../table/cell-texts.js';
import { checkSameColumns } from '../table/same-columns.js';
import type { Table } from '../table/table.js';
import { batchesOf, type TableInput } from '../table/table-input.js';

/**
 * NDJSON text of a table: one JSON object a line with all columns in order, missing values as null. Numbers take their
 * shortest exact form, −0 included; int64 is written with all its digits; timestamps are ISO 8601 strings.
 *
 * @throws {InvalidValueError} for ±Infinity, which JSON cannot write
 */
export const formatNdjson = (table: Table): string => createNdjsonFormatter()(table);

/** NDJSON text piece by piece, one for each batch of rows. */
export async function* ndjsonTexts(input: TableInput): AsyncGenerator<string> {
  const formatter = createNdjsonFormatter();
  for await (const batch of batchesOf(input)) yield formatter(batch);
}

/** Formats batch after batch; all have to have the columns of the first. */
export const createNdjsonFormatter = (): ((batch: Table) => string) => {
  let first: Table | undefined;
  return (batch) => {
    if (first === undefined) first = batch.slice(0, 0);
    else checkSameColumns(first, batch);
    const { columns, names } = batch;
    const keys = names.map((name, i) => `${i > 0 ? ',' : ''}${JSON.stringify(name)}:`);
    const texts = columns.map((column) => cellTexts(column, (value) => JSON.stringify(value)));
    let text = '';
    for (let row = 0; row < batch.rows; row++) {
      text += '{';
      for (let i = 0; i < columns.length; i++) {
        const column = columns[i]!;
        text += keys[i];
        if (!isWritten(column, row)) text += 'null';
        else if (column.type === 'float64' && !Number.isFinite(column.values[row]))
          throw new InvalidValueError(names[i]!, row, 'JSON has no infinite numbers');
        else text += texts[i]!(row);
      }
      text += '}\n';
    }
    return text;
  };
};
