import { checkSameColumns } from '../table/same-columns.js';
import type { Table } from '../table/table.js';
import { batchesOf, type TableInput } from '../table/table-input.js';
import { jsonRows } from './json-rows.js';

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
    const json = jsonRows(batch);
    let text = '';
    for (let row = 0; row < batch.rows; row++) text += `${json(row)}\n`;
    return text;
  };
};
