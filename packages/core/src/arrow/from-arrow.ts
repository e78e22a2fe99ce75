import { Table as ArrowTable, type RecordBatch, RecordBatchReader, type Schema, tableFromIPC } from 'apache-arrow';
import { ArrowFormatError } from '../errors/arrow-format-error.js';
import { CvdError } from '../errors/cvd-error.js';
import { Table } from '../table/table.js';
import { readColumn } from './read-column.js';

/**
 * A table from one of apache-arrow. Values, codes and bits are shared, not copied, where the layouts are the same:
 * Float64, Int64, Bool, Timestamp, and Utf8 by a dictionary with Int32 codes, each in one chunk.
 *
 * Otherwise: Float16, Float32 and integers up to 32 bits are widened to float64; Uint64 becomes int64; Decimal the nearest
 * float64; plain text is encoded by a dictionary; Date32 becomes a timestamp in seconds, Date64 one in milliseconds, both
 * without a time zone; a column of type Null is float64 without values. NaN is taken for missing.
 *
 * @throws {ArrowTypeError} for any other type (lists, structs, times, intervals, binary, dictionaries of other than text)
 * @throws {InvalidValueError} for an unsigned integer beyond 2⁶³ − 1 and for text that is no UTF-8
 * @throws {InvalidColumnError} where two columns have one name
 */
export const tableFromArrow = (table: ArrowTable): Table =>
  new Table(
    table.schema.fields.map(
      ({ name, type }, i) => [name, readColumn(name, type, table.getChildAt(i)?.data ?? [])] as const,
    ),
  );

const toFormatError = (cause: unknown): CvdError =>
  CvdError.isInstance(cause)
    ? cause
    : new ArrowFormatError(cause instanceof Error ? cause.message : String(cause), cause);

/**
 * A table from the bytes of an Arrow IPC file or stream; see {@link tableFromArrow}.
 * @throws {ArrowFormatError} for other, damaged or cut-off bytes
 */
export const fromArrowIpc = (bytes: Uint8Array): Table => {
  if (bytes.length === 0) throw new ArrowFormatError('there are no bytes');
  try {
    return tableFromArrow(tableFromIPC(bytes));
  } catch (error) {
    throw toFormatError(error);
  }
};

/** A file open for reading at any place, as Node's `FileHandle` is. */
export interface ArrowFileHandle {
  readonly fd: number;
  stat(): Promise<{ readonly size: number }>;
}

/**
 * Tables from an Arrow IPC stream, one a record batch: for more rows than memory holds. A *file* that comes in pieces is
 * gathered first, since its index stands at its end; given as an open file it is read batch by batch. Without any batch
 * one table without rows is given. See {@link tableFromArrow}.
 * @throws {ArrowFormatError} for other, damaged or cut-off bytes
 */
export async function* readArrowStream(source: AsyncIterable<Uint8Array> | ArrowFileHandle): AsyncGenerator<Table> {
  let any = false;
  try {
    const reader = await RecordBatchReader.from(source as AsyncIterable<Uint8Array>);
    await reader.open();
    const schema = reader.schema as Schema | undefined;
    if (!schema) throw new ArrowFormatError('there is no schema');
    for await (const batch of reader as AsyncIterable<RecordBatch>) {
      any = true;
      yield tableFromArrow(new ArrowTable([batch]));
    }
    if (!any) yield tableFromArrow(new ArrowTable(schema));
  } catch (error) {
    throw toFormatError(error);
  }
}
