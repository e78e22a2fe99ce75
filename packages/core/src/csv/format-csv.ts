import { EmptyTableError } from '../errors/empty-table-error.js';
import { InvalidColumnError } from '../errors/invalid-column-error.js';
import { cellTexts, isWritten } from '../table/cell-texts.js';
import { loneSurrogate } from '../table/encode-text.js';
import { checkSameColumns } from '../table/same-columns.js';
import type { Table } from '../table/table.js';
import { batchesOf, type TableInput } from '../table/table-input.js';
import { wellFormed } from '../table/well-formed.js';
import { type CsvWriteOptions, resolveCsvWriteOptions } from './csv-write-options.js';
import { cellQuoter } from './quote-cell.js';

/**
 * CSV text of a table (RFC 4180). Cells are quoted only where needed; numbers take their shortest exact form, −0
 * included; bool is true or false; timestamps are ISO 8601; missing values are empty. Read back with the types of the
 * table (`columnSpecs`) it gives the same cells; without them, text that looks like a number comes back as one.
 *
 * @throws {EmptyTableError} when the table has no columns
 * @throws {InvalidValueError} {@link InvalidColumnError} for text and names that have no UTF-8 form
 */
export const formatCsv = (table: Table, options?: CsvWriteOptions): string => {
  const formatter = createCsvFormatter(options);
  return formatter(table);
};

/** CSV text piece by piece, one for each batch of rows. The header comes with the first. */
export async function* csvTexts(input: TableInput, options?: CsvWriteOptions): AsyncGenerator<string> {
  const formatter = createCsvFormatter(options);
  for await (const batch of batchesOf(input)) yield formatter(batch);
}

/** Formats batch after batch; the first brings the header, the others have to have the same columns. */
export const createCsvFormatter = (options?: CsvWriteOptions): ((batch: Table) => string) => {
  const { delimiter, header, missing, lineEnding } = resolveCsvWriteOptions(options);
  const quote = cellQuoter(delimiter, missing, !header);
  const quoteName = cellQuoter(delimiter, missing, true);
  const headerText = (name: string): string => {
    if (loneSurrogate.test(name))
      throw new InvalidColumnError(name, 'its name holds half a surrogate pair, which UTF-8 cannot write');
    return quoteName(name);
  };
  let first: Table | undefined;

  return (batch) => {
    let text = '';
    if (first === undefined) {
      if (batch.names.length === 0) throw new EmptyTableError('Writing CSV');
      first = batch.slice(0, 0);
      if (header) text = batch.names.map(headerText).join(delimiter) + lineEnding;
    } else checkSameColumns(first, batch);

    const texts = batch.names.map((name, i) =>
      cellTexts(batch.columns[i]!, (text, row) => quote(wellFormed(name, row, text))),
    );
    const { columns } = batch;
    for (let row = 0; row < batch.rows; row++) {
      for (let i = 0; i < columns.length; i++) {
        if (i > 0) text += delimiter;
        text += isWritten(columns[i]!, row) ? texts[i]!(row) : missing;
      }
      text += lineEnding;
    }
    return text;
  };
};
