import { daysInMonth, fromDayOfYear, toEpochDay } from './civil-date.js';
import type { DatetimeStyle, ParsedDatetime } from './datetime-format.js';
import { abbreviate, monthNames, weekdayNames } from './datetime-names.js';
import { type PatternToken, startsWithDigits } from './datetime-pattern.js';

interface Fields {
  year: number;
  month: number;
  day: number;
  dayOfYear: number;
  hour: number;
  minute: number;
  second: number;
  nanosecond: number;
  afternoon: boolean | null;
  padded: boolean;
  fractionDigits: number;
  offsetMinutes: number;
  offsetStyle: DatetimeStyle['offsetStyle'];
}

const isDigit = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
};

/** The end of a run of `most` digits at most; `at` where there is none. */
const digitsEnd = (text: string, at: number, most: number): number => {
  let end = at;
  while (end < at + most && isDigit(text, end)) end++;
  return end;
};

const nameIndex = (text: string, at: number, names: readonly string[]): number =>
  names.findIndex((name) => text.substr(at, name.length).toLowerCase() === name.toLowerCase());

const monthAbbreviations = monthNames.map(abbreviate);
const weekdayAbbreviations = weekdayNames.map(abbreviate);
const offset = /(Z)|([+-])(\d\d)(?:(:?)(\d\d))?/y;
const utcNames = ['UTC', 'GMT', 'Z'];

/** Reads one directive at `at` into `fields`; the position after it, or -1. `exact`: digits stand next to it, so all places must be there. */
const readDirective = (letter: string, text: string, at: number, exact: boolean, fields: Fields): number => {
  const number = (most: number, low: number, high: number, set: (value: number) => void): number => {
    const end = digitsEnd(text, at, most);
    if (end === at || (exact && end - at < most)) return -1;
    const value = Number(text.slice(at, end));
    if (value < low || value > high) return -1;
    if (end - at < most && most < 4) fields.padded = false;
    set(value);
    return end;
  };
  const name = (names: readonly string[], set: (index: number) => void): number => {
    const index = nameIndex(text, at, names);
    if (index < 0) return -1;
    set(index);
    return at + names[index]!.length;
  };
  switch (letter) {
    case 'Y':
      return digitsEnd(text, at, 4) === at + 4 ? number(4, 0, 9999, (v) => (fields.year = v)) : -1;
    case 'y':
      return digitsEnd(text, at, 2) === at + 2
        ? number(2, 0, 99, (v) => (fields.year = v < 69 ? 2000 + v : 1900 + v))
        : -1;
    case 'm':
      return number(2, 1, 12, (v) => (fields.month = v));
    case 'd':
      return number(2, 1, 31, (v) => (fields.day = v));
    case 'j':
      return number(3, 1, 366, (v) => (fields.dayOfYear = v));
    case 'H':
      return number(2, 0, 23, (v) => (fields.hour = v));
    case 'I':
      return number(2, 1, 12, (v) => (fields.hour = v));
    case 'M':
      return number(2, 0, 59, (v) => (fields.minute = v));
    case 'S':
      return number(2, 0, 59, (v) => (fields.second = v));
    case 'B':
      return name(monthNames, (index) => (fields.month = index + 1));
    case 'b':
      return name(monthAbbreviations, (index) => (fields.month = index + 1));
    case 'A':
      return name(weekdayNames, () => {});
    case 'a':
      return name(weekdayAbbreviations, () => {});
    case 'p':
      return name(['AM', 'PM'], (index) => (fields.afternoon = index === 1));
    case 'f': {
      const end = digitsEnd(text, at, 9);
      if (end === at) return -1;
      fields.fractionDigits = end - at;
      fields.nanosecond = Number(text.slice(at, end).padEnd(9, '0'));
      return end;
    }
    case 'z': {
      offset.lastIndex = at;
      const match = offset.exec(text);
      if (!match) return -1;
      const [whole, utc, sign, hours = '0', colon, minutes] = match;
      if (Number(hours) > 23 || Number(minutes ?? 0) > 59) return -1;
      fields.offsetStyle = utc ? 'Z' : minutes === undefined ? '+hh' : colon ? '+hh:mm' : '+hhmm';
      fields.offsetMinutes = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes ?? 0)) || 0;
      return at + whole.length;
    }
    default:
      return name(utcNames, () => {});
  }
};

const nanosecondsOf = (fields: Fields): bigint | null => {
  const { year, hour, minute, second, afternoon } = fields;
  const date = fields.dayOfYear > 0 ? fromDayOfYear(year, fields.dayOfYear) : fields;
  if (date === null || date.day > daysInMonth(date.year, date.month)) return null;
  if (afternoon !== null && (hour > 12 || hour === 0)) return null;
  const hours = afternoon === null ? hour : (hour % 12) + (afternoon ? 12 : 0);
  const seconds = toEpochDay(date) * 86_400 + hours * 3600 + (minute - fields.offsetMinutes) * 60 + second;
  return BigInt(seconds) * 1_000_000_000n + BigInt(fields.nanosecond);
};

/** Reads `text` by the tokens of a pattern; null where it does not match in full. */
export const parseTokens = (tokens: readonly PatternToken[], text: string): ParsedDatetime | null => {
  const fields: Fields = {
    year: 1970,
    month: 1,
    day: 1,
    dayOfYear: 0,
    hour: 0,
    minute: 0,
    second: 0,
    nanosecond: 0,
    afternoon: null,
    padded: true,
    fractionDigits: 6,
    offsetMinutes: 0,
    offsetStyle: '+hhmm',
  };
  let at = 0;
  for (const [i, token] of tokens.entries()) {
    if ('literal' in token) {
      if (!text.startsWith(token.literal, at)) return null;
      at += token.literal.length;
      continue;
    }
    const exact = startsWithDigits(tokens[i + 1]) || startsWithDigits(tokens[i - 1]);
    at = readDirective(token.directive, text, at, exact, fields);
    if (at < 0) return null;
  }
  if (at !== text.length) return null;
  const nanoseconds = nanosecondsOf(fields);
  if (nanoseconds === null) return null;
  const { offsetMinutes, offsetStyle, fractionDigits, padded } = fields;
  return { nanoseconds, offsetMinutes, offsetStyle, fractionDigits, padded };
};
