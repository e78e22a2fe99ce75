import type { TimestampUnit } from './column.js';
import { secondsPerCycle, unitsPerSecond } from './timestamp.js';

const pattern =
  /^([+-]\d{6,12}|\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d\d(?::?\d\d)?)?)?$/;

/** An instant, and whether its text named a time zone. */
export interface ParsedTimestamp {
  readonly value: bigint;
  readonly zoned: boolean;
}

/**
 * Reads ISO 8601: `2024-02-29`, `2024-02-29T13:05`, `2024-02-29 13:05:09.123456Z`, `…+02:00`, years of a sign and 6 or more digits too.
 * null when the text is no such date (30 February included) or has more decimals than the unit can hold.
 */
export const parseTimestamp = (text: string, unit: TimestampUnit): ParsedTimestamp | null => {
  const match = pattern.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', decimals = '', zone] = match;
  // Date covers 271821 BC to 275760 AD only: it gets the same day in the years 0 to 399.
  const cycles = Math.floor(Number(year) / 400);
  const date = new Date(0);
  date.setUTCFullYear(Number(year) - 400 * cycles, Number(month) - 1, Number(day));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return null;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const offset = zone === undefined ? 0 : offsetMinutes(zone);
  const seconds = date.getTime() / 1000 + Number(hour) * 3600 + (Number(minute) - offset) * 60 + Number(second);
  const nanoseconds = BigInt(decimals.padEnd(9, '0'));
  const per = unitsPerSecond[unit];
  const step = 1_000_000_000n / per;
  if (nanoseconds % step !== 0n) return null;
  const value = (BigInt(seconds) + BigInt(cycles) * secondsPerCycle) * per + nanoseconds / step;
  return BigInt.asIntN(64, value) === value ? { value, zoned: zone !== undefined } : null;
};

const offsetMinutes = (zone: string): number => {
  if (zone === 'Z') return 0;
  const digits = zone.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || '0');
  return zone[0] === '-' ? -minutes : minutes;
};
