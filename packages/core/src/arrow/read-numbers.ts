import type { Data } from 'apache-arrow';
import { bitAt, clearBit, createBits } from '../table/bits.js';
import type { Float64Column, Int64Column } from '../table/column.js';
import { validityOf } from './chunk-bits.js';

const rowsOf = (chunks: readonly Data[]): number => chunks.reduce((rows, { length }) => rows + length, 0);

/** The chunks' numbers in one array; the array itself where there is one chunk of the wanted kind. */
export const joinFloats = (chunks: readonly Data[]): Float64Array => {
  const only = chunks.length === 1 ? (chunks[0]!.values as unknown) : null;
  if (only instanceof Float64Array) return only.subarray(0, chunks[0]!.length);
  const out = new Float64Array(rowsOf(chunks));
  let at = 0;
  for (const { values, length } of chunks) {
    out.set((values as Float32Array).subarray(0, length), at);
    at += length;
  }
  return out;
};

/** Puts 0 where a value is missing and takes NaN for missing; copies only where there is something to change. */
export const cleanFloats = (given: Float64Array, validity: Uint8Array | null): Float64Column => {
  const length = given.length;
  let values = given;
  let bits = validity;
  for (let row = 0; row < length; row++) {
    const present = validity === null || bitAt(validity, row);
    const value = given[row]!;
    if (present ? !Number.isNaN(value) : value === 0) continue;
    if (values === given) values = given.slice();
    values[row] = 0;
    if (!present) continue;
    if (bits === validity) bits = validity === null ? createBits(length, true) : validity.slice();
    clearBit(bits!, row);
  }
  return { type: 'float64', length, values, validity: bits };
};

/** Floats of 32 and 64 bits and integers up to 32 bits. */
export const readFloats = (chunks: readonly Data[]): Float64Column =>
  cleanFloats(joinFloats(chunks), validityOf(chunks));

/** 64-bit values (integers, timestamps, milliseconds) as they are; signed. */
export const joinBigInts = (chunks: readonly Data[]): BigInt64Array => {
  const views = chunks.map(({ values, length }) => {
    const words = values as ArrayBufferView;
    return new BigInt64Array(words.buffer as ArrayBuffer, words.byteOffset, length);
  });
  if (views.length === 1) return views[0]!;
  const out = new BigInt64Array(rowsOf(chunks));
  let at = 0;
  for (const view of views) {
    out.set(view, at);
    at += view.length;
  }
  return out;
};

/** Puts 0 where a value is missing; copies only where there is something to change. */
export const cleanBigInts = (given: BigInt64Array, validity: Uint8Array | null): BigInt64Array => {
  if (validity === null) return given;
  let values = given;
  for (let row = 0; row < given.length; row++) {
    if (bitAt(validity, row) || given[row] === 0n) continue;
    if (values === given) values = given.slice();
    values[row] = 0n;
  }
  return values;
};

export const readBigInts = (chunks: readonly Data[]): Int64Column => {
  const validity = validityOf(chunks);
  const values = cleanBigInts(joinBigInts(chunks), validity);
  return { type: 'int64', length: values.length, values, validity };
};
