import { formatTokens } from './datetime-format-text.js';
import { parseTokens } from './datetime-parse-text.js';
import { type PatternToken, tokenizePattern } from './datetime-pattern.js';

/** How a text wrote what its pattern leaves open; give it back to `format` to get the same text. */
export interface DatetimeStyle {
  /** Minutes east of UTC, for patterns with %z. @default 0 */
  readonly offsetMinutes: number;
  /** How a %z offset is written: 'Z' (only for offset 0), '+hhmm', '+hh:mm' or '+hh'. @default '+hhmm' */
  readonly offsetStyle: 'Z' | '+hhmm' | '+hh:mm' | '+hh';
  /** Digits of %f, 1 … 9. @default 6 */
  readonly fractionDigits: number;
  /** Whether days, months and hours below 10 take a leading zero. @default true */
  readonly padded: boolean;
}

/** What a text says: an instant, and how it was written. */
export interface ParsedDatetime extends DatetimeStyle {
  /** Since 1970-01-01T00:00:00: UTC where the pattern has %z or %Z, wall clock otherwise. Proleptic Gregorian calendar. */
  readonly nanoseconds: bigint;
}

/** A strftime pattern, ready to be used many times. */
export interface DatetimeFormat {
  readonly pattern: string;
  /** Whether texts carry a time zone (%z or %Z), so that they name an instant. */
  readonly zoned: boolean;
  /** The smallest step that the pattern can tell apart, in nanoseconds; 1 for %f. A pattern without a time of day: a day. */
  readonly resolution: bigint;
  /** null where the text does not match the pattern in full or names no date. */
  parse(text: string): ParsedDatetime | null;
  /** Finer parts than the pattern writes are cut off (toward the past). Years outside 0 … 9999 are written with their sign or more digits. */
  format(nanoseconds: bigint, style?: Partial<DatetimeStyle>): string;
}

const second = 1_000_000_000n;
const resolutionOf = (tokens: readonly PatternToken[]): bigint => {
  const has = (letters: string): boolean => tokens.some((t) => 'directive' in t && letters.includes(t.directive));
  if (has('f')) return 1n;
  if (has('S')) return second;
  if (has('M')) return 60n * second;
  if (has('HI')) return 3600n * second;
  return 86_400n * second;
};

/**
 * Compiles a strftime pattern. Reads as Python's `strptime` does: numbers may lack their leading zeros unless digits stand
 * next to them, %f takes 1 to 9 digits, %y means 1969 … 2068, names are English in any case, %z takes Z,
 * +hh, +hhmm and +hh:mm, %Z takes UTC, GMT and Z.
 * @throws {InvalidMetadataError} for a directive that is not supported
 */
export const datetimeFormat = (pattern: string): DatetimeFormat => {
  const tokens = tokenizePattern(pattern);
  return {
    pattern,
    zoned: tokens.some((token) => 'directive' in token && (token.directive === 'z' || token.directive === 'Z')),
    resolution: resolutionOf(tokens),
    parse: (text) => parseTokens(tokens, text),
    format: (nanoseconds, style = {}) => formatTokens(tokens, nanoseconds, style),
  };
};

/** One text; compile the pattern with {@link datetimeFormat} where there are many. @throws {InvalidMetadataError} */
export const parseDatetime = (text: string, pattern: string): ParsedDatetime | null =>
  datetimeFormat(pattern).parse(text);

/** One instant; compile the pattern with {@link datetimeFormat} where there are many. @throws {InvalidMetadataError} */
export const formatDatetime = (nanoseconds: bigint, pattern: string, style?: Partial<DatetimeStyle>): string =>
  datetimeFormat(pattern).format(nanoseconds, style);
