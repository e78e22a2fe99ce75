/**
 * One double and its two 32-bit halves in the same memory, for reading and setting exponents. A scratch cell: its
 * content means nothing between calls.
 */
export const floatCell = new Float64Array(1);
export const wordCell = new Int32Array(floatCell.buffer);

floatCell[0] = 1; // 0x3ff00000 00000000: the half that is not zero is the high one
/** Index in {@link wordCell} of the half with sign and exponent. */
export const highWord = wordCell[0] === 0 ? 1 : 0;
