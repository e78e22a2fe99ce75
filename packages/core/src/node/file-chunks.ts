import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { throwIfAborted } from '../execution/abort.js';
import { toReadError } from './file-errors.js';

export interface FileChunksOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called with the share of the file that has been read, 0 to 1. */
  readonly onFraction?: ((fraction: number) => void) | undefined;
}

const chunkBytes = 1024 * 1024;

/**
 * The bytes of a file in pieces of about 1 MiB, each a buffer of its own; a name that ends in `.gz` is decompressed.
 * @throws {FileNotFoundError} {@link FileReadError} {@link AbortedError}
 */
export async function* fileChunks(
  path: string,
  { signal, onFraction }: FileChunksOptions = {},
): AsyncGenerator<Uint8Array> {
  throwIfAborted(signal, `Reading ${path}`);
  const file = createReadStream(path, { highWaterMark: chunkBytes });
  const bytes = path.endsWith('.gz') ? file.pipe(createGunzip({ chunkSize: chunkBytes })) : file;
  if (bytes !== file) file.on('error', (error) => bytes.destroy(error));
  try {
    const size = onFraction === undefined ? 0 : (await stat(path)).size;
    for await (const chunk of bytes) {
      throwIfAborted(signal, `Reading ${path}`);
      yield chunk as Uint8Array;
      if (size > 0) onFraction?.(Math.min(1, file.bytesRead / size));
    }
  } catch (error) {
    throw toReadError(path, error);
  } finally {
    bytes.destroy();
    file.destroy();
  }
}
