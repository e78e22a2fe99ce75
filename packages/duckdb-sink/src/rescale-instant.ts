import type { TimestampUnit } from '@cvd/core';

type Unit = TimestampUnit | 'day';

const nanoseconds: Readonly<Record<Unit, bigint>> = {
  ns: 1n,
  us: 1000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  day: 86_400_000_000_000n,
};

/** The same instant counted in another unit; null where that is no whole number or leaves 64 bits. */
export const rescaleInstant = (value: bigint, from: Unit, to: Unit): bigint | null => {
  if (from === to) return value;
  const scaled = value * nanoseconds[from];
  if (scaled % nanoseconds[to] !== 0n) return null;
  const result = scaled / nanoseconds[to];
  return BigInt.asIntN(64, result) === result ? result : null;
};
