import { type CivilDate, dayOfYear, fromEpochDay, weekday } from './civil-date.js';
import type { DatetimeStyle } from './datetime-format.js';
import { abbreviate, monthNames, weekdayNames } from './datetime-names.js';
import type { PatternToken } from './datetime-pattern.js';

const secondsPerDay = 86_400;

const formatOffset = (minutes: number, style: DatetimeStyle['offsetStyle']): string => {
  if (style === 'Z' && minutes === 0) return 'Z';
  const size = Math.abs(minutes);
  const hours = String(Math.floor(size / 60)).padStart(2, '0');
  const rest = String(size % 60).padStart(2, '0');
  const sign = minutes < 0 ? '-' : '+';
  if (style === '+hh' && size % 60 === 0) return sign + hours;
  return `${sign}${hours}${style === '+hhmm' ? '' : ':'}${rest}`;
};

const formatYear = (year: number): string =>
  year < 0 ? `-${String(-year).padStart(4, '0')}` : String(year).padStart(4, '0');

/** Writes an instant by the tokens of a pattern. */
export const formatTokens = (
  tokens: readonly PatternToken[],
  nanoseconds: bigint,
  { offsetMinutes = 0, offsetStyle = '+hhmm', fractionDigits = 6, padded = true }: Partial<DatetimeStyle>,
): string => {
  const seconds = nanoseconds >= 0n ? nanoseconds / 1_000_000_000n : -((999_999_999n - nanoseconds) / 1_000_000_000n);
  const fraction = String(nanoseconds - seconds * 1_000_000_000n).padStart(9, '0');
  const local = Number(seconds) + offsetMinutes * 60;
  const epochDay = Math.floor(local / secondsPerDay);
  const ofDay = local - epochDay * secondsPerDay;
  const date: CivilDate = fromEpochDay(epochDay);
  const hour = Math.floor(ofDay / 3600);
  const pad = (value: number, places: number): string => String(value).padStart(places, '0');
  const short = (value: number): string => pad(value, padded ? 2 : 1);
  const write = (letter: string): string => {
    switch (letter) {
      case 'Y':
        return formatYear(date.year);
      case 'y':
        return pad(((date.year % 100) + 100) % 100, 2);
      case 'm':
        return short(date.month);
      case 'd':
        return short(date.day);
      case 'j':
        return pad(dayOfYear(date), 3);
      case 'H':
        return short(hour);
      case 'I':
        return short(hour % 12 || 12);
      case 'M':
        return pad(Math.floor(ofDay / 60) % 60, 2);
      case 'S':
        return pad(ofDay % 60, 2);
      case 'f':
        return fraction.slice(0, fractionDigits);
      case 'p':
        return hour < 12 ? 'AM' : 'PM';
      case 'B':
        return monthNames[date.month - 1]!;
      case 'b':
        return abbreviate(monthNames[date.month - 1]!);
      case 'A':
        return weekdayNames[weekday(epochDay)]!;
      case 'a':
        return abbreviate(weekdayNames[weekday(epochDay)]!);
      case 'z':
        return formatOffset(offsetMinutes, offsetStyle);
      default:
        return 'UTC';
    }
  };
  return tokens.map((token) => ('literal' in token ? token.literal : write(token.directive))).join('');
};
