import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { datetimeFormat, formatDatetime, parseDatetime } from './datetime-format.js';

const ns = (iso: string): bigint => BigInt(Date.parse(iso)) * 1_000_000n;

describe('parseDatetime', () => {
  it.each([
    ['2021-03-04', '%Y-%m-%d', '2021-03-04T00:00:00Z'],
    ['2021-03-04 05:06:07', '%Y-%m-%d %H:%M:%S', '2021-03-04T05:06:07Z'],
    ['2021-03-04T05:06:07.25', '%Y-%m-%dT%H:%M:%S.%f', '2021-03-04T05:06:07.250Z'],
    ['2021-03-04T05:06:07Z', '%Y-%m-%dT%H:%M:%S%z', '2021-03-04T05:06:07Z'],
    ['2021-03-04T05:06:07+02:30', '%Y-%m-%dT%H:%M:%S%z', '2021-03-04T02:36:07Z'],
    ['2021-03-04T05:06:07-0800', '%FT%T%z', '2021-03-04T13:06:07Z'],
    ['4/3/2021', '%d/%m/%Y', '2021-03-04T00:00:00Z'],
    ['03/04/21', '%m/%d/%y', '2021-03-04T00:00:00Z'],
    ['03/04/69', '%m/%d/%y', '1969-03-04T00:00:00Z'],
    ['20210304', '%Y%m%d', '2021-03-04T00:00:00Z'],
    ['Thu, 04 Mar 2021 05:06:07 +0000', '%a, %d %b %Y %H:%M:%S %z', '2021-03-04T05:06:07Z'],
    ['march 4, 2021 12:30 am', '%B %d, %Y %I:%M %p', '2021-03-04T00:30:00Z'],
    ['March 4, 2021 12:30 PM', '%B %d, %Y %I:%M %p', '2021-03-04T12:30:00Z'],
    ['2020-366', '%Y-%j', '2020-12-31T00:00:00Z'],
    ['2021-03-04 05:06 UTC', '%Y-%m-%d %H:%M %Z', '2021-03-04T05:06:00Z'],
    ['100% 2021-03-04', '100%% %F', '2021-03-04T00:00:00Z'],
    ['1066-10-14', '%Y-%m-%d', '1066-10-14T00:00:00Z'],
    ['0001-01-01', '%Y-%m-%d', '0001-01-01T00:00:00Z'],
  ])('reads %s by %s', (text, pattern, iso) => {
    expect(parseDatetime(text, pattern)?.nanoseconds).toBe(ns(iso));
  });

  it.each([
    ['2021-02-29', '%Y-%m-%d'],
    ['2021-13-01', '%Y-%m-%d'],
    ['2021-1-1x', '%Y-%m-%d'],
    ['21-01-01', '%Y-%m-%d'],
    ['2021-366', '%Y-%j'],
    ['24:00', '%H:%M'],
    ['13:00 PM', '%H:%M %p'],
    ['2021-03-04T05:06:07+25:00', '%FT%T%z'],
    ['2021-03-04 05:06 CET', '%Y-%m-%d %H:%M %Z'],
    ['2021034', '%Y%m%d'],
    ['', '%Y'],
  ])('refuses %s by %s', (text, pattern) => {
    expect(parseDatetime(text, pattern)).toBeNull();
  });

  it('keeps all nine digits of a fraction', () => {
    expect(parseDatetime('1969-12-31 23:59:59.999999999', '%F %T.%f')?.nanoseconds).toBe(-1n);
  });

  it('names the directive it does not know', () => {
    expect(() => datetimeFormat('%Y-%U')).toThrow(/"%U" in "%Y-%U" is not supported/);
    expect(() => datetimeFormat('%Y-%')).toThrow(/not supported/);
  });
});

describe('formatDatetime', () => {
  it('writes what strftime writes', () => {
    const instant = ns('2021-03-04T15:06:07.089Z');
    expect(formatDatetime(instant, '%a %A %d %b %B %Y %y %j %H %I %p %M %S %f %z %Z %%')).toBe(
      'Thu Thursday 04 Mar March 2021 21 063 15 03 PM 06 07 089000 +0000 UTC %',
    );
  });

  it('cuts toward the past what the pattern does not write', () => {
    expect(formatDatetime(-1n, '%F %T')).toBe('1969-12-31 23:59:59');
  });

  it('gives back a text written without zeros, with an offset and with three digits of a fraction', () => {
    for (const [text, pattern] of [
      ['4/3/2021 5:06', '%d/%m/%Y %H:%M'],
      ['2021-03-04T05:06:07.250-05:30', '%FT%T.%f%z'],
      ['2021-03-04T05:06:07Z', '%FT%T%z'],
      ['2021-03-04 05:06:07+02', '%F %T%z'],
    ] as const) {
      const parsed = parseDatetime(text, pattern)!;
      expect(formatDatetime(parsed.nanoseconds, pattern, parsed)).toBe(text);
    }
  });

  it('is undone by parse for every instant of the years 0 to 9999', () => {
    const pattern = datetimeFormat('%Y-%m-%dT%H:%M:%S.%f%z');
    const low = ns('0000-01-02T00:00:00Z');
    const high = ns('9999-12-30T00:00:00Z');
    fc.assert(
      fc.property(
        fc.bigInt({ min: low, max: high }),
        fc.integer({ min: -1439, max: 1439 }),
        (instant, offsetMinutes) => {
          const text = pattern.format(instant, { fractionDigits: 9, offsetMinutes });
          expect(pattern.parse(text)).toMatchObject({ nanoseconds: instant, offsetMinutes, padded: true });
        },
      ),
    );
  });

  it('agrees with Date on the calendar', () => {
    const pattern = datetimeFormat('%Y-%m-%dT%H:%M:%S');
    fc.assert(
      fc.property(fc.integer({ min: -62_167_219_200, max: 253_402_300_799 }), (seconds) => {
        expect(pattern.format(BigInt(seconds) * 1_000_000_000n)).toBe(
          new Date(seconds * 1000).toISOString().slice(0, 19),
        );
      }),
    );
  });
});
