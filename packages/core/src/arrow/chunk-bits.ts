import type { Data } from 'apache-arrow';
import { bitAt, countBits, createBits, setBit, sliceBits } from '../table/bits.js';

/** Bits of a chunk, from its first row on; shared where they begin at a byte. */
const chunkBits = (bits: Uint8Array, offset: number, length: number): Uint8Array =>
  (offset & 7) === 0
    ? bits.subarray(offset >> 3, (offset + length + 7) >> 3)
    : sliceBits(bits, offset, offset + length);

/** The bits of all chunks in a row. `undefined` stands for bits that are all 1. */
export const joinBits = (
  chunks: readonly { readonly bits: Uint8Array | undefined; readonly offset: number; readonly length: number }[],
): Uint8Array => {
  const only = chunks.length === 1 ? chunks[0]! : null;
  if (only?.bits) return chunkBits(only.bits, only.offset, only.length);
  const out = createBits(chunks.reduce((rows, { length }) => rows + length, 0));
  let at = 0;
  for (const { bits, offset, length } of chunks) {
    for (let i = 0; i < length; i++) if (!bits || bitAt(bits, offset + i)) setBit(out, at + i);
    at += length;
  }
  return out;
};

/** Validity of the chunks as a column has it; null where nothing is missing. */
export const validityOf = (chunks: readonly Data[]): Uint8Array | null => {
  if (chunks.every(({ nullCount }) => nullCount === 0)) return null;
  return joinBits(
    chunks.map(({ nullBitmap, nullCount, offset, length }) => ({
      bits: nullCount > 0 ? nullBitmap : undefined,
      offset,
      length,
    })),
  );
};

/** How many of the rows are missing, for Arrow's null count. */
export const nullCountOf = (validity: Uint8Array | null, length: number): number =>
  validity === null ? 0 : length - countBits(validity, length);
