import { type DatetimeFormat, datetimeFormat } from '../datetime-format.js';

/** Patterns that a column may still follow, the preferred first. */
export type DatetimeCandidates = readonly DatetimeFormat[];

/** Dates in the order of preference where several fit every value. With slashes the month comes first, else the day. */
const datePatterns = [
  '%Y-%m-%d',
  '%Y/%m/%d',
  '%Y.%m.%d',
  '%m/%d/%Y',
  '%d/%m/%Y',
  '%d-%m-%Y',
  '%m-%d-%Y',
  '%d.%m.%Y',
  '%m.%d.%Y',
  '%m/%d/%y',
  '%d/%m/%y',
  '%d-%m-%y',
  '%m-%d-%y',
  '%d.%m.%y',
  '%Y%m%d',
  '%d %b %Y',
  '%d %B %Y',
  '%d-%b-%Y',
  '%d-%b-%y',
  '%b %d, %Y',
  '%B %d, %Y',
  '%b %d %Y',
  '%B %d %Y',
  '%Y-%b-%d',
  '%a, %d %b %Y',
  '%A, %B %d, %Y',
];
const timePatterns = ['%H:%M', '%H:%M:%S', '%H:%M:%S.%f', '%I:%M %p', '%I:%M:%S %p', '%I:%M%p'];
const zonePatterns = ['', '%z', ' %z', ' %Z'];

/** All patterns that detection knows. */
const detectablePatterns: readonly string[] = datePatterns.flatMap((date) => [
  date,
  ...['T', ' ', ', '].flatMap((gap) =>
    timePatterns.flatMap((time) => zonePatterns.map((zone) => date + gap + time + zone)),
  ),
]);

const longest = 48;
let compiled: DatetimeCandidates | null = null;

/** The patterns that the text matches. */
export const candidateFormats = (text: string): DatetimeCandidates => {
  if (text.length < 6 || text.length > longest || !/\d/.test(text)) return [];
  compiled ??= detectablePatterns.map(datetimeFormat);
  return compiled.filter((format) => format.parse(text) !== null);
};

/** The pattern with day and month exchanged, or the same where it has only one of them in digits. */
export const exchangeDayAndMonth = (pattern: string): string =>
  pattern.replace(/%([dm])(.)%([dm])/, (_, first: string, gap: string, second: string) => `%${second}${gap}%${first}`);
