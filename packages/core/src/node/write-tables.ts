import type { Table } from '../table/table.js';
import { batchesOf, type TableInput } from '../table/table-input.js';
import { type WriteTarget, writeChunks } from './write-chunks.js';

export interface WriteTextOptions {
  /** Called after each batch with the rows written so far. */
  readonly onRows?: ((rows: number) => void) | undefined;
  /** Stops the writing with an {@link AbortedError}; nothing is left of the file. */
  readonly signal?: AbortSignal | undefined;
}

export interface WriteReport {
  readonly rows: number;
}

/** Formats batch after batch and writes the text. */
export const writeTables = async (
  data: TableInput,
  target: WriteTarget,
  format: (batch: Table) => string,
  { onRows, signal }: WriteTextOptions,
): Promise<WriteReport> => {
  let rows = 0;
  async function* texts(): AsyncGenerator<string> {
    for await (const batch of batchesOf(data)) {
      yield format(batch);
      rows += batch.rows;
      onRows?.(rows);
    }
  }
  await writeChunks(target, texts(), signal);
  return { rows };
};
