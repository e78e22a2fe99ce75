import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type PendingFile, writeBeside } from '@cvd/core/node';

const compress = promisify(gzip);
const blockBytes = 1024 * 1024;
const lineFeed = new Uint8Array([10]);

/** Collects records and writes them in blocks, a line feed behind each. */
export interface RecordWriter {
  /** Records go out with the next `flush`. */
  add(record: Uint8Array): void;
  /** Writes what is waiting, if it fills a block. */
  flush(): Promise<void>;
  /** Writes the rest and gives the file its name. */
  commit(): Promise<void>;
  discard(): Promise<void>;
}

/** A file that appears under its name whole or not at all; compressed where the name ends in `.gz`. @throws {FileWriteError} */
export const openRecordWriter = async (path: string): Promise<RecordWriter> => {
  const file: PendingFile = await writeBeside(path);
  let waiting: Uint8Array[] = [];
  let length = 0;
  const write = async (): Promise<void> => {
    const block = Buffer.concat(waiting, length);
    waiting = [];
    length = 0;
    // Compressed blocks one behind the other are a valid file (RFC 1952, section 2.2).
    await file.write(path.endsWith('.gz') ? await compress(block) : block);
  };
  return {
    add(record) {
      waiting.push(record, lineFeed);
      length += record.length + 1;
    },
    async flush() {
      if (length >= blockBytes) await write();
    },
    async commit() {
      await write();
      await file.commit();
    },
    discard: () => file.discard(),
  };
};
