import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { throwIfAborted } from '../execution/abort.js';
import { toWriteError } from './file-errors.js';
import { writeBeside } from './write-beside.js';

/** Where text or bytes go: a path (`.gz` is compressed) or a stream such as `process.stdout`, which is left open. */
export type WriteTarget = string | Writable;

/**
 * Writes text or bytes to a file or a stream, at the pace of the slower side. A file is written beside and renamed at the end:
 * after an error or an abort nothing is left, and what stood there before is unchanged.
 *
 * @throws {FileWriteError} {@link AbortedError}
 */
export const writeChunks = async (
  target: WriteTarget,
  chunks: AsyncIterable<string | Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<void> => {
  if (typeof target !== 'string') return writeToStream(target, chunks, signal);
  throwIfAborted(signal, `Writing ${target}`);
  const file = await writeBeside(target);
  try {
    for await (const chunk of target.endsWith('.gz') ? gzipped(chunks) : chunks) {
      throwIfAborted(signal, `Writing ${target}`);
      await file.write(chunk);
    }
    throwIfAborted(signal, `Writing ${target}`);
  } catch (error) {
    await file.discard();
    throw error;
  }
  await file.commit();
};

async function* gzipped(chunks: AsyncIterable<string | Uint8Array>): AsyncGenerator<Uint8Array> {
  const gzip = createGzip();
  const left = new AbortController();
  const feed = async (): Promise<void> => {
    try {
      for await (const chunk of chunks) if (!gzip.write(chunk)) await once(gzip, 'drain', left);
      gzip.end();
    } catch (error) {
      gzip.destroy(error as Error);
    }
  };
  const fed = feed();
  try {
    for await (const chunk of gzip) yield chunk as Uint8Array;
  } finally {
    // The reader left, or all is read: ends a wait for room, so that the source of the chunks is closed too.
    left.abort();
    gzip.destroy();
    await fed;
  }
}

const writeToStream = async (
  stream: Writable,
  chunks: AsyncIterable<string | Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<void> => {
  // The callback of write() tells of an error; the event of the same error would end the process if no one listened.
  const heard = (): void => {};
  stream.on('error', heard);
  try {
    for await (const chunk of chunks) {
      throwIfAborted(signal, 'Writing to a stream');
      await new Promise<void>((resolve, reject) => {
        stream.write(chunk, (error) => (error ? reject(toWriteError('the output stream', error)) : resolve()));
      });
    }
  } finally {
    stream.off('error', heard);
  }
};
