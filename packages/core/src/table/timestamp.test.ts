import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TimestampUnit } from './column.js';
import { parseTimestamp } from './parse-timestamp.js';
import { formatTimestamp } from './timestamp.js';

const utc = (text: string, unit: TimestampUnit = 'ms') => parseTimestamp(text, unit);

describe('parseTimestamp', () => {
  it.each([
    ['2024-02-29', '2024-02-29T00:00:00Z', false],
    ['2024-02-29T13:05', '2024-02-29T13:05:00Z', false],
    ['2024-02-29 13:05:09.25Z', '2024-02-29T13:05:09.250Z', true],
    ['2024-02-29T13:05:09,25Z', '2024-02-29T13:05:09.250Z', true],
    ['2024-01-01T00:30+02:00', '2023-12-31T22:30:00Z', true],
    ['2024-01-01T00:30-0530', '2024-01-01T06:00:00Z', true],
    ['2024-01-01T00:30+01', '2023-12-31T23:30:00Z', true],
    ['0001-01-01', '0001-01-01T00:00:00Z', false],
    ['+012024-01-01T00:00Z', '+012024-01-01T00:00:00Z', true],
  ])('reads %s', (text, instant, zoned) => {
    expect(utc(text)).toEqual({ value: BigInt(Date.parse(instant)), zoned });
  });

  it.each([
    '2023-02-29',
    '2024-02-30',
    '2024-13-01',
    '2024-00-10',
    '2024-01-01T24:00',
    '2024-01-01T00:60',
    '2024-1-1',
    '01/02/2024',
    '2024-01-01T',
    '2024-01-01Z',
    '',
    '2024',
    '2024-01-01T00:00:00.',
  ])('refuses %j', (text) => {
    expect(utc(text)).toBeNull();
  });

  it('holds all decimals of the unit and refuses more', () => {
    expect(utc('1969-12-31T23:59:59.999999999Z', 'ns')?.value).toBe(-1n);
    expect(utc('1970-01-01T00:00:00.0000010Z', 'us')?.value).toBe(1n);
    expect(utc('1970-01-01T00:00:00.0000001Z', 'us')).toBeNull();
    expect(utc('2300-01-01', 'ns')).toBeNull();
  });

  it('writes as Date does where Date can', () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true }), (date) => {
        expect(formatTimestamp(BigInt(date.getTime()), 'ms', 'UTC')).toBe(date.toISOString());
      }),
      { numRuns: 1000, seed: 15 },
    );
  });

  it('reads back what formatTimestamp writes', () => {
    const instant = fc
      .constantFrom<TimestampUnit>('s', 'ms', 'us', 'ns')
      .chain((unit) =>
        fc.tuple(fc.constant(unit), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.boolean()),
      );
    fc.assert(
      fc.property(instant, ([unit, value, zoned]) => {
        expect(parseTimestamp(formatTimestamp(value, unit, zoned ? 'UTC' : null), unit)).toEqual({ value, zoned });
      }),
      { numRuns: 1000, seed: 11 },
    );
  });
});
