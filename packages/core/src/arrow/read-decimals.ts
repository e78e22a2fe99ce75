import type { Data, Decimal } from 'apache-arrow';
import type { Float64Column } from '../table/column.js';
import { validityOf } from './chunk-bits.js';
import { cleanFloats } from './read-numbers.js';

/** Little-endian 32-bit words in two's complement. */
const toBigInt = (words: Uint32Array): bigint => {
  let value = 0n;
  for (let i = words.length - 1; i >= 0; i--) value = (value << 32n) | BigInt(words[i]!);
  return BigInt.asIntN(words.length * 32, value);
};

/** Decimals as the nearest 64-bit floats: exact to 15 significant digits. */
export const readDecimals = (chunks: readonly Data<Decimal>[]): Float64Column => {
  const out = new Float64Array(chunks.reduce((rows, { length }) => rows + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    const { values, stride, length, type } = chunk;
    for (let row = 0; row < length; row++)
      if (chunk.getValid(row))
        out[at + row] = Number(`${toBigInt(values.subarray(row * stride, (row + 1) * stride))}e${-type.scale}`);
    at += length;
  }
  return cleanFloats(out, validityOf(chunks));
};
