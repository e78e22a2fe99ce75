/** Whether bit `index` (least significant first) is set. */
export const bitAt = (bits: Uint8Array, index: number): boolean => ((bits[index >> 3]! >> (index & 7)) & 1) === 1;

/** Sets bit `index` to 1. */
export const setBit = (bits: Uint8Array, index: number): void => {
  bits[index >> 3]! |= 1 << (index & 7);
};

/** Sets bit `index` to 0. */
export const clearBit = (bits: Uint8Array, index: number): void => {
  bits[index >> 3]! &= ~(1 << (index & 7));
};

/** `length` bits, all 0 or (with `ones`) all 1; bits past the end are 0. */
export const createBits = (length: number, ones = false): Uint8Array => {
  const bits = new Uint8Array((length + 7) >> 3);
  if (ones) {
    bits.fill(255);
    if (length & 7) bits[bits.length - 1] = (1 << (length & 7)) - 1;
  }
  return bits;
};

/** A copy of bits `start` to `end` (exclusive), moved to bit 0. */
export const sliceBits = (bits: Uint8Array, start: number, end: number): Uint8Array => {
  const length = end - start;
  const out = createBits(length);
  const shift = start & 7;
  const first = start >> 3;
  for (let i = 0; i < out.length; i++) {
    out[i] = shift === 0 ? bits[first + i]! : (bits[first + i]! >> shift) | ((bits[first + i + 1] ?? 0) << (8 - shift));
  }
  if (length & 7) out[out.length - 1]! &= (1 << (length & 7)) - 1;
  return out;
};

/** How many of the first `length` bits are 1. */
export const countBits = (bits: Uint8Array, length: number): number => {
  let count = 0;
  for (let i = 0; i < length >> 3; i++) {
    let byte = bits[i]!;
    while (byte) {
      byte &= byte - 1;
      count++;
    }
  }
  for (let i = length & ~7; i < length; i++) if (bitAt(bits, i)) count++;
  return count;
};
