import { Table as ArrowTable, Field, makeData, RecordBatch, Schema, Struct, tableToIPC } from 'apache-arrow';
import { InvalidColumnError } from '../errors/invalid-column-error.js';
import type { Table } from '../table/table.js';
import { type ArrowText, arrowType, writeColumn } from './write-column.js';

export interface ToArrowOptions {
  /** @default 'dictionary' */
  readonly text?: ArrowText;
}

export interface ToArrowIpcOptions extends ToArrowOptions {
  /** `file`: random access, what `.arrow` and Feather V2 files are. `stream`: read from the front. @default 'file' */
  readonly format?: 'file' | 'stream';
}

/** The schema of tables like this one. */
export const arrowSchema = (table: Table, text: ArrowText): Schema =>
  new Schema(table.names.map((name, i) => new Field(name, arrowType(table.columns[i]!, text, i), true)));

/** The table as one record batch of the schema. */
export const recordBatch = (table: Table, schema: Schema): RecordBatch => {
  const children = schema.fields.map(({ type }, i) => writeColumn(table.columns[i]!, type));
  return new RecordBatch(
    schema,
    makeData({ type: new Struct(schema.fields), length: table.rows, nullCount: 0, children }),
  );
};

/**
 * A table of apache-arrow in one record batch: Float64, Int64, Bool, Timestamp, and text as Utf8, by a dictionary with
 * Int32 codes or in full. Values, codes and validity are shared, not copied; do not write to them.
 */
export const tableToArrow = (table: Table, { text = 'dictionary' }: ToArrowOptions = {}): ArrowTable =>
  new ArrowTable([recordBatch(table, arrowSchema(table, text))]);

/** @throws {InvalidColumnError} for a column without a name: apache-arrow would write it as one that is called null */
export const checkNames = ({ names }: Table): void => {
  if (names.includes(''))
    throw new InvalidColumnError('', 'an Arrow file cannot hold a column without a name; give it one');
};

/**
 * The bytes of an Arrow IPC file or stream; for more rows than memory holds: {@link writeArrowStream}.
 * @throws {InvalidColumnError} for a column without a name
 */
export const toArrowIpc = (table: Table, { format = 'file', text }: ToArrowIpcOptions = {}): Uint8Array => {
  checkNames(table);
  return tableToIPC(tableToArrow(table, text === undefined ? {} : { text }), format);
};
