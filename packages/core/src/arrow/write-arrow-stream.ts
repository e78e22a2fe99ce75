import {
  AsyncByteQueue,
  RecordBatchFileWriter,
  RecordBatchStreamWriter,
  type RecordBatchWriter,
  type Schema,
} from 'apache-arrow';
import { InvalidColumnError } from '../errors/invalid-column-error.js';
import { Table } from '../table/table.js';
import { arrowSchema, checkNames, recordBatch, type ToArrowIpcOptions } from './to-arrow.js';
import type { ArrowText } from './write-column.js';

/** Keeps what a writer writes until it is taken. */
class ByteCollector extends AsyncByteQueue<Uint8Array> {
  #chunks: Uint8Array[] = [];

  override write(chunk: ArrayBufferLike | ArrayBufferView): void {
    const bytes = ArrayBuffer.isView(chunk)
      ? new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)
      : new Uint8Array(chunk);
    if (bytes.length > 0) this.#chunks.push(bytes);
  }

  /** A copy of everything written since the last call. */
  take(): Uint8Array {
    const out = new Uint8Array(this.#chunks.reduce((bytes, { length }) => bytes + length, 0));
    let at = 0;
    for (const chunk of this.#chunks) {
      out.set(chunk, at);
      at += chunk.length;
    }
    this.#chunks = [];
    return out;
  }
}

const sameTables = (first: Table, schema: Schema, table: Table, text: ArrowText, oneDictionary: boolean): void => {
  const { fields } = arrowSchema(table, text);
  if (fields.length !== schema.fields.length)
    throw new InvalidColumnError(
      '*',
      `a table of the stream has ${fields.length} columns where the first has ${schema.fields.length}`,
    );
  for (const [i, { name, type }] of fields.entries()) {
    const { name: firstName, type: firstType } = schema.fields[i]!;
    if (name !== firstName || String(type) !== String(firstType))
      throw new InvalidColumnError(
        name,
        `it is ${type} where the first table of the stream has "${firstName}", ${firstType}`,
      );
    const [column, firstColumn] = [table.columns[i]!, first.columns[i]!];
    if (
      oneDictionary &&
      column.type === 'utf8' &&
      firstColumn.type === 'utf8' &&
      column.dictionary !== firstColumn.dictionary
    )
      throw new InvalidColumnError(
        name,
        "its dictionary is not that of the first table, and an Arrow file takes one; write text as 'utf8', or a 'stream'",
      );
  }
};

/**
 * The bytes of an Arrow IPC file or stream, piece by piece, one record batch a table; memory holds one table at a time.
 * Text is written in full by default, since each batch may bring other values and a file takes one dictionary only.
 * @param tables - all with the same columns and types
 * @throws {InvalidColumnError} when a table has other columns than the first, or for a file other dictionaries, and for a
 * column without a name
 */
export async function* writeArrowStream(
  tables: AsyncIterable<Table> | Iterable<Table>,
  { format = 'file', text = 'utf8' }: ToArrowIpcOptions = {},
): AsyncGenerator<Uint8Array> {
  const collector = new ByteCollector();
  const writer: RecordBatchWriter = format === 'file' ? new RecordBatchFileWriter() : new RecordBatchStreamWriter();
  let first: { readonly table: Table; readonly schema: Schema } | null = null;
  const begin = (table: Table): { readonly table: Table; readonly schema: Schema } => {
    checkNames(table);
    const schema = arrowSchema(table, text);
    writer.reset(collector, schema);
    return { table, schema };
  };
  for await (const table of tables) {
    first ??= begin(table);
    sameTables(first.table, first.schema, table, text, format === 'file' && text === 'dictionary');
    writer.write(recordBatch(table, first.schema));
    yield collector.take();
  }
  first ??= begin(new Table([]));
  writer.close();
  yield collector.take();
}
