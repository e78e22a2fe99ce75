const tab = 9;
const space = 32;
const plus = 43;
const minus = 45;
const point = 46;
const zero = 48;

/** 10^0 to 10^22 are exact in a 64-bit float, so one division by them rounds correctly. */
const powersOfTen = Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));

/** Below it a sum of digits has been exact at every step: rounding never brings a larger one back under it. */
const exactLimit = 2 ** 53;

/** What kind of number a cell holds. */
export const NumberKind = {
  /** No plain number. */
  none: 0,
  /** An integer that a 64-bit float holds exactly (within ±2⁵³). */
  integer: 1,
  /** Written with a fraction or an exponent, or −0. */
  decimal: 2,
  /** An integer beyond ±2⁵³ that fits 64 bits. */
  int64: 3,
  /** An integer beyond 64 bits. */
  huge: 4,
} as const;
export type NumberKind = (typeof NumberKind)[keyof typeof NumberKind];

/**
 * Reads plain decimal numbers from bytes: optional minus, digits without leading zeros, fraction, exponent
 * (`12`, `-0.5`, `.5`, `5.`, `1e-7`), spaces and tabs around it. No plus sign, no leading zeros (`007` is a code), no
 * hexadecimal, no digit separators, no Infinity, nothing that overflows a 64-bit float. Rounds to the nearest float.
 */
export class NumberCell {
  /** The last number read; of kinds `int64` and `huge` the nearest float. */
  value = 0;

  read(bytes: Uint8Array, start: number, end: number): NumberKind {
    let from = start;
    let to = end;
    while (from < to && (bytes[from] === space || bytes[from] === tab)) from++;
    while (to > from && (bytes[to - 1] === space || bytes[to - 1] === tab)) to--;
    let i = from;
    const negative = bytes[i] === minus;
    if (negative) i++;
    const first = i;
    let mantissa = 0;
    let digit = 0;
    while (i < to && (digit = bytes[i]! - zero) >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit;
      i++;
    }
    const whole = i - first;
    if (whole > 1 && bytes[first] === zero) return NumberKind.none;
    if (i === to) {
      if (whole === 0) return NumberKind.none;
      if (mantissa >= exactLimit) return this.#readLongInteger(bytes, from, to);
      this.value = negative ? -mantissa : mantissa;
      return negative && mantissa === 0 ? NumberKind.decimal : NumberKind.integer;
    }
    if (bytes[i] !== point) return whole > 0 ? this.#readLong(bytes, from, i, to) : NumberKind.none;
    i++;
    const fraction = i;
    while (i < to && (digit = bytes[i]! - zero) >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit;
      i++;
    }
    const decimals = i - fraction;
    if (whole + decimals === 0) return NumberKind.none;
    if (i < to || mantissa >= exactLimit || decimals > 22) return this.#readLong(bytes, from, i, to);
    const value = mantissa / powersOfTen[decimals]!;
    this.value = negative ? -value : value;
    return NumberKind.decimal;
  }

  /** More digits than a float holds exactly, or an exponent, whose letter is then at `exponent`. */
  #readLong(bytes: Uint8Array, from: number, exponent: number, to: number): NumberKind {
    let i = exponent;
    if (i < to) {
      if ((bytes[i]! | 32) !== 101) return NumberKind.none;
      i++;
      if (bytes[i] === plus || bytes[i] === minus) i++;
      if (i === to) return NumberKind.none;
      for (; i < to; i++) if (bytes[i]! < zero || bytes[i]! > zero + 9) return NumberKind.none;
    }
    this.value = Number(asciiText(bytes, from, to));
    return Number.isFinite(this.value) ? NumberKind.decimal : NumberKind.none;
  }

  #readLongInteger(bytes: Uint8Array, from: number, to: number): NumberKind {
    const text = asciiText(bytes, from, to);
    this.value = Number(text);
    if (Number.isSafeInteger(this.value)) return NumberKind.integer;
    if (to - from > 20) return NumberKind.huge;
    const integer = BigInt(text);
    if (BigInt.asIntN(64, integer) !== integer) return NumberKind.huge;
    return integer === 2n ** 53n || integer === -(2n ** 53n) ? NumberKind.integer : NumberKind.int64;
  }
}

/** Bytes as text; right for ASCII only. */
export const asciiText = (bytes: Uint8Array, start: number, end: number): string => {
  let text = '';
  for (let i = start; i < end; i++) text += String.fromCharCode(bytes[i]!);
  return text;
};
