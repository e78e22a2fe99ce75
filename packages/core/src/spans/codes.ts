import type { Codes } from './span-layout.js';

/** Room for the codes of so many rows, in the smallest type that holds 0 … cardinality − 1. */
export const codesFor = (cardinality: number, rows: number): Codes => {
  if (cardinality <= 256) return new Uint8Array(rows);
  return cardinality <= 65_536 ? new Uint16Array(rows) : new Int32Array(rows);
};
