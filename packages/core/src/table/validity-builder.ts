import { clearBit } from './bits.js';

/** Validity bits that grow. Costs nothing until the first missing row. */
export class ValidityBuilder {
  #bits: Uint8Array | null = null;

  /** Rows are taken as present unless marked here. */
  markMissing(row: number): void {
    const byte = row >> 3;
    let bits = this.#bits;
    if (bits === null || byte >= bits.length) {
      const grown = new Uint8Array(Math.max(128, 2 * (byte + 1))).fill(255);
      if (bits !== null) grown.set(bits);
      this.#bits = bits = grown;
    }
    clearBit(bits, row);
  }

  /** Bits of rows 0 to `length` − 1 (null when none is missing); starts anew. */
  finish(length: number): Uint8Array | null {
    const bits = this.#bits;
    this.#bits = null;
    if (bits === null) return null;
    const out = new Uint8Array((length + 7) >> 3).fill(255);
    out.set(bits.subarray(0, out.length));
    if (length & 7) out[out.length - 1]! &= (1 << (length & 7)) - 1;
    return out;
  }
}
