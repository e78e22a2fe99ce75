import { sniffDelimiter } from '@cvd/core';
import { fileChunks } from '@cvd/core/node';
import { CsvRecordCutter } from './csv-records.js';

/** Bytes by which the delimiter is told, as in core's reader. */
const sniffBytes = 64 * 1024;

const withoutMark = (bytes: Uint8Array): Uint8Array =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;

/** The first bytes as one piece, as many as the delimiter is told by, then the rest as it comes. */
async function* withWholeStart(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let start: Uint8Array[] | null = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (start === null) yield chunk;
    else {
      start.push(chunk);
      if (length < sniffBytes) continue;
      yield Buffer.concat(start);
      start = null;
    }
  }
  if (start !== null) yield Buffer.concat(start);
}

/**
 * The records of a CSV file (`.gz` too) as they are written there, the header first; a byte-order mark is left out.
 * @param columns - how many columns the file has: with one, empty lines are records
 * @throws {FileNotFoundError | FileReadError | AbortedError}
 */
export async function* readRecords(path: string, columns: number, signal: AbortSignal): AsyncGenerator<Uint8Array[]> {
  let cutter: CsvRecordCutter | null = null;
  for await (const chunk of withWholeStart(fileChunks(path, { signal }))) {
    if (cutter !== null) yield cutter.push(chunk);
    else {
      const bytes = withoutMark(chunk);
      const delimiter = sniffDelimiter(bytes.subarray(0, sniffBytes), bytes.length < sniffBytes);
      cutter = new CsvRecordCutter(delimiter, columns === 1);
      yield cutter.push(bytes);
    }
  }
  if (cutter !== null) yield cutter.end();
}
