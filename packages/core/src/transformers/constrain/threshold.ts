const view = new DataView(new ArrayBuffer(8));

/** Doubles as integers in the same order: −Infinity … −0, +0 … Infinity. */
const toOrdinal = (value: number): bigint => {
  view.setFloat64(0, value);
  const bits = view.getBigInt64(0);
  return bits < 0n ? -(bits & 0x7fffffffffffffffn) - 1n : bits;
};

const fromOrdinal = (ordinal: bigint): number => {
  view.setBigInt64(0, ordinal < 0n ? BigInt.asIntN(64, (-ordinal - 1n) | (1n << 63n)) : ordinal);
  return view.getFloat64(0);
};

const FIRST = toOrdinal(Number.NEGATIVE_INFINITY);
const LAST = toOrdinal(Number.POSITIVE_INFINITY);

/** The next larger double. */
export const nextDouble = (value: number): number => fromOrdinal(toOrdinal(value === 0 ? 0 : value) + 1n);

/**
 * The smallest double (−Infinity included) from which on a monotone test holds, found by bisection over all doubles, so
 * that it is exact however the test rounds; Infinity where it never holds.
 * @param holds - false up to some value and true from there on
 */
export const firstWhere = (holds: (value: number) => boolean): number => {
  if (holds(Number.NEGATIVE_INFINITY)) return Number.NEGATIVE_INFINITY;
  if (!holds(Number.POSITIVE_INFINITY)) return Number.POSITIVE_INFINITY;
  let no = FIRST;
  let yes = LAST;
  while (yes - no > 1n) {
    const middle = (no + yes) >> 1n;
    if (holds(fromOrdinal(middle))) yes = middle;
    else no = middle;
  }
  return fromOrdinal(yes);
};
