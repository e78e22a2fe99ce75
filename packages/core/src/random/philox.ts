/**
 * High 32 bits of the 64-bit product of an unsigned 32-bit integer with a constant, given as its two halves; as an
 * int32. Whole numbers throughout, so that engines keep it in integer registers.
 */
const mulHigh = (a: number, bLow: number, bHigh: number): number => {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const middle = (Math.imul(aHigh, bLow) + (Math.imul(aLow, bLow) >>> 16)) | 0;
  const middle2 = (Math.imul(aLow, bHigh) + (middle & 0xffff)) | 0;
  return (Math.imul(aHigh, bHigh) + (middle >>> 16) + (middle2 >>> 16)) | 0;
};

/**
 * Philox4x32-10: writes the four 32-bit outputs of counter (c0, c1, c2, c3) under key (k0, k1) to out[at…at+3].
 * Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11, section 3.3.
 */
export const philox4x32 = (
  out: Uint32Array,
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number,
  at = 0,
): void => {
  // Constants stand here, and all is int32 from the start: engines reload module variables, and keep as a double what
  // may be one.
  const M0 = 0xd2511f53 | 0;
  const M1 = 0xcd9e8d57 | 0;
  const W0 = 0x9e3779b9 | 0;
  const W1 = 0xbb67ae85 | 0;
  c0 |= 0;
  c1 |= 0;
  c2 |= 0;
  c3 |= 0;
  k0 |= 0;
  k1 |= 0;
  for (let round = 0; round < 10; round++) {
    const high0 = mulHigh(c0, 0x1f53, 0xd251);
    const low0 = Math.imul(M0, c0);
    const high1 = mulHigh(c2, 0x8d57, 0xcd9e);
    const low1 = Math.imul(M1, c2);
    c0 = high1 ^ c1 ^ k0;
    c1 = low1;
    c2 = high0 ^ c3 ^ k1;
    c3 = low0;
    k0 = (k0 + W0) | 0;
    k1 = (k1 + W1) | 0;
  }
  out[at] = c0;
  out[at + 1] = c1;
  out[at + 2] = c2;
  out[at + 3] = c3;
};
