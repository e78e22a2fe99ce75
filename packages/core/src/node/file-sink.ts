import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { CvdError } from '../errors/cvd-error.js';
import { InvalidColumnError } from '../errors/invalid-column-error.js';
import { SinkSchemaError } from '../errors/sink-schema-error.js';
import { checkRowIndices } from '../sink/row-index.js';
import { createRunGuard } from '../sink/run-guard.js';
import type { Batch, Sink, WriteReceipt } from '../sink/sink.js';
import { sinkLifecycle } from '../sink/sink-lifecycle.js';
import type { Table } from '../table/table.js';
import { type PendingFile, writeBeside } from './write-beside.js';

/** Formats batch after batch of one file. */
type Format = (batch: Table) => string;

const compress = promisify(gzip);

/**
 * A sink that writes text beside `path` and renames it at `close`; closed with `abort` it leaves nothing, and what stood
 * there before is unchanged. It refuses no row it has: a repeated run is a new file.
 * @param createFormat - makes the formatter of the file; it throws {@link InvalidColumnError} for other columns
 */
export const fileSink = (name: string, path: string, createFormat: () => Format): Sink => {
  const lifecycle = sinkLifecycle(name);
  const guard = createRunGuard(name);
  let file: PendingFile | null = null;
  let format: Format | null = null;
  let broken: CvdError | null = null;

  const textOf = (table: Table): string => {
    const formatter = format ?? createFormat(); // one that has thrown on its first batch may think its header written
    try {
      const text = formatter(table);
      format = formatter;
      return text;
    } catch (error) {
      if (!(error instanceof InvalidColumnError)) throw error;
      throw new SinkSchemaError(name, path, [{ column: error.column, problem: error.problem }]);
    }
  };

  const write = async (batch: Batch): Promise<WriteReceipt> => {
    if (broken !== null) throw broken;
    checkRowIndices(batch);
    guard(batch);
    const text = textOf(batch.table);
    try {
      // Each batch a gzip member of its own: together they are one gzip file.
      if (text !== '') await file!.write(path.endsWith('.gz') ? await compress(text) : text);
    } catch (error) {
      await file!.discard(); // part of the batch may be in it
      if (CvdError.isInstance(error)) broken = error;
      throw error;
    }
    return { written: batch.table.rows, refused: 0 };
  };

  return {
    contract: 1,
    name,
    capabilities: { idempotent: false, durable: 'close' },
    open: ({ signal } = {}) =>
      lifecycle.open(async () => {
        file = await writeBeside(path);
      }, signal),
    write: (batch, { signal } = {}) => lifecycle.run('write', () => write(batch), signal),
    flush: () => lifecycle.run('flush', async () => {}),
    close: ({ abort = false } = {}) =>
      lifecycle.close(async () => {
        if (abort) return file!.discard();
        if (broken !== null) throw broken;
        await file!.commit();
      }),
  };
};
