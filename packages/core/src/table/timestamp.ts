import type { TimestampUnit } from './column.js';

/** Units in one second. */
export const unitsPerSecond: Readonly<Record<TimestampUnit, bigint>> = {
  s: 1n,
  ms: 1000n,
  us: 1_000_000n,
  ns: 1_000_000_000n,
};
const fractionDigits: Readonly<Record<TimestampUnit, number>> = { s: 0, ms: 3, us: 6, ns: 9 };

/** The Gregorian calendar repeats after 400 years of this many seconds. */
export const secondsPerCycle = 146_097n * 86_400n;

/**
 * ISO 8601 with the full precision of the unit; with a time zone the instant is given in UTC and ends in Z, without one
 * it is wall-clock time and has no suffix. Years outside 0 … 9999 take the expanded form: a sign and at least 6 digits.
 */
export const formatTimestamp = (value: bigint, unit: TimestampUnit, timezone: string | null): string => {
  const per = unitsPerSecond[unit];
  const [seconds, fraction] = divide(value, per);
  // Date covers 271821 BC to 275760 AD only: it gets the same instant in the cycle that begins in 1970.
  const [cycles, within] = divide(seconds, secondsPerCycle);
  const date = new Date(Number(within) * 1000).toISOString();
  const year = BigInt(date.slice(0, 4)) + 400n * cycles;
  const digits = fractionDigits[unit];
  const tail = digits === 0 ? '' : `.${fraction.toString().padStart(digits, '0')}`;
  return `${formatYear(year)}${date.slice(4, 19)}${tail}${timezone === null ? '' : 'Z'}`;
};

const formatYear = (year: bigint): string => {
  if (year >= 0n && year <= 9999n) return year.toString().padStart(4, '0');
  return year < 0n ? `-${(-year).toString().padStart(6, '0')}` : `+${year.toString().padStart(6, '0')}`;
};

/** Quotient rounded down, and the remainder, which is not negative. */
const divide = (value: bigint, by: bigint): readonly [bigint, bigint] => {
  const remainder = value % by;
  return remainder < 0n ? [value / by - 1n, remainder + by] : [value / by, remainder];
};
