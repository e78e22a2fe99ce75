import type { ToArrowIpcOptions } from '../arrow/index.js';
import { batchesOf, type TableInput } from '../table/table-input.js';
import { arrowRoom } from './arrow-room.js';
import { type WriteTarget, writeChunks } from './write-chunks.js';
import type { WriteReport, WriteTextOptions } from './write-tables.js';

export interface WriteArrowOptions extends WriteTextOptions, ToArrowIpcOptions {}

/**
 * Writes a table, a source or a stream of batches as Arrow IPC, one record batch a batch. A file appears whole or not at
 * all, a name that ends in `.gz` is compressed.
 *
 * @param target - a path, or a stream such as `process.stdout`, which is left open
 * @throws {MissingPeerError} {@link FileWriteError} {@link AbortedError} {@link InvalidColumnError} when batches differ in columns
 */
export const writeArrow = async (
  data: TableInput,
  target: WriteTarget,
  { onRows, signal, ...options }: WriteArrowOptions = {},
): Promise<WriteReport> => {
  const { writeArrowStream } = await arrowRoom();
  let rows = 0;
  async function* counted() {
    for await (const batch of batchesOf(data)) {
      yield batch;
      rows += batch.rows;
      onRows?.(rows);
    }
  }
  await writeChunks(target, writeArrowStream(counted(), options), signal);
  return { rows };
};
