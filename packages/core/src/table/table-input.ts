import type { TableSource } from './source.js';
import type { Table } from './table.js';

/** Rows to be written: a table, a source, or a stream of batches such as `model.sample()` gives. */
export type TableInput = Table | TableSource | AsyncIterable<Table> | Iterable<Table>;

/** The rows as batches; a whole table comes in slices of at most `batchRows`, an empty one as itself. */
export async function* batchesOf(input: TableInput, batchRows = 10_000): AsyncGenerator<Table> {
  const parts = 'open' in input ? input.open() : input;
  for await (const part of parts) {
    if (part.rows > batchRows) yield* part.batches(batchRows);
    else yield part;
  }
}
