import type { TimestampUnit } from './column.js';

/** Units in one second. */
export const unitsPerSecond: Readonly<Record<TimestampUnit, bigint>> = {
  s: 1n,
  ms: 1000n,
  us: 1_000_000n,
  ns: 1_000_000_000n,
};
const fractionDigits: Readonly<Record<TimestampUnit, number>> = { s: 0, ms: 3, us: 6, ns: 9 };

/**
 * ISO 8601 with the full precision of the unit; with a time zone the instant is given in UTC and ends in Z, without one
 * it is wall-clock time and has no suffix. Years outside 0 … 9999 take the expanded form (±YYYYYY).
 */
export const formatTimestamp = (value: bigint, unit: TimestampUnit, timezone: string | null): string => {
  const per = unitsPerSecond[unit];
  let seconds = value / per;
  let fraction = value % per;
  if (fraction < 0n) {
    fraction += per;
    seconds -= 1n;
  }
  const whole = new Date(Number(seconds) * 1000).toISOString().replace(/\.\d+Z$/, '');
  const digits = fractionDigits[unit];
  const tail = digits === 0 ? '' : `.${fraction.toString().padStart(digits, '0')}`;
  return `${whole}${tail}${timezone === null ? '' : 'Z'}`;
};
