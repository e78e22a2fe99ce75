import { type FileHandle, open, stat } from 'node:fs/promises';
import { ArrowFormatError } from '../errors/arrow-format-error.js';
import { FileReadError } from '../errors/file-read-error.js';
import { throwIfAborted } from '../execution/abort.js';
import { yieldToEventLoop } from '../execution/yield.js';
import type { TableSource } from '../table/source.js';
import { arrowRoom } from './arrow-room.js';
import { fileChunks } from './file-chunks.js';
import { toReadError } from './file-errors.js';

export interface ArrowSourceOptions {
  readonly signal?: AbortSignal | undefined;
}

const openFile = async (path: string): Promise<FileHandle> => {
  try {
    if ((await stat(path)).isDirectory()) throw new FileReadError(path, 'it is a folder');
    return await open(path);
  } catch (error) {
    throw toReadError(path, error);
  }
};

/**
 * An Arrow IPC file or stream (`.gz` too) as a source, one batch for each record batch in it. Memory holds one batch and
 * the dictionaries; a compressed file that is no stream is read whole.
 *
 * Types are those of `tableFromArrow`. Errors are thrown while batches are drawn.
 * @throws {MissingPeerError} {@link FileNotFoundError} {@link FileReadError} {@link ArrowFormatError} {@link ArrowTypeError} {@link AbortedError}
 */
export const arrowSource = (path: string, { signal }: ArrowSourceOptions = {}): TableSource => ({
  async *open() {
    const { readArrowStream } = await arrowRoom();
    throwIfAborted(signal, `Reading ${path}`);
    const handle = path.endsWith('.gz') ? null : await openFile(path);
    try {
      for await (const batch of readArrowStream(handle ?? fileChunks(path, { signal }))) {
        yield batch;
        await yieldToEventLoop();
        throwIfAborted(signal, `Reading ${path}`);
      }
    } catch (error) {
      if (error instanceof ArrowFormatError) throw new ArrowFormatError(error.problem, error.cause, path);
      throw toReadError(path, error);
    } finally {
      await handle?.close();
    }
  },
});
