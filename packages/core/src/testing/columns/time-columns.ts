import { parseDatetime } from '../../metadata/datetime-format.js';
import { createRandomSource } from '../../random/counter-random.js';
import type { TimestampColumn, TimestampUnit } from '../../table/column.js';
import { parseTimestamp } from '../../table/parse-timestamp.js';
import { type ColumnCase, columnCase, repeat } from './column-case.js';

const random = createRandomSource(22).child('time columns');

const text = (id: string, format: string, values: () => readonly (string | null)[]): ColumnCase =>
  columnCase(
    `times/${id}`,
    {
      metadata: { sdtype: 'datetime', datetime_format: format },
      type: 'utf8',
      order: (value) => parseDatetime(value as string, format)!.nanoseconds,
    },
    values,
  );

const stamps = (
  unit: TimestampUnit,
  timezone: string | null,
  values: readonly bigint[],
  missing: boolean,
): TimestampColumn => ({
  type: 'timestamp',
  unit,
  timezone,
  length: values.length,
  values: BigInt64Array.from(values, (value, i) => (missing && i % 5 === 0 ? 0n : value)),
  validity: missing ? Uint8Array.from({ length: Math.ceil(values.length / 8) }, (_, byte) => presentBits(byte)) : null,
});

/** Every fifth row is missing. */
const presentBits = (byte: number): number => {
  let bits = 0;
  for (let bit = 0; bit < 8; bit++) if ((8 * byte + bit) % 5 !== 0) bits |= 1 << bit;
  return bits;
};

const native = (
  id: string,
  unit: TimestampUnit,
  timezone: string | null,
  values: readonly bigint[],
  missing = false,
): ColumnCase =>
  columnCase(
    `times/${id}`,
    { metadata: { sdtype: 'datetime' }, order: (value) => parseTimestamp(value as string, unit)!.value },
    () => stamps(unit, timezone, values, missing),
  );

const day = (i: number): string => new Date(Date.UTC(2019, 0, 1) + 86_400_000 * i).toISOString().slice(0, 10);
const second = (i: number): string => new Date(1_600_000_000_000 + 1000 * i).toISOString().slice(0, 19);

/** Columns of times: text in many formats, and timestamps. */
export const timeColumns: readonly ColumnCase[] = [
  text('only missing', '%Y-%m-%d', () => [null, null]),
  text('one row', '%Y-%m-%d', () => ['2024-02-29']),
  text('constant with missing', '%Y-%m-%d', () => ['2024-02-29', null, '2024-02-29']),
  text('days', '%Y-%m-%d', () => repeat(300, (i) => day(Math.floor(900 * random.uniform(i))))),
  text('days, some missing', '%d/%m/%Y', () =>
    repeat(80, (i) => (i % 6 ? `${String(1 + (i % 28)).padStart(2, '0')}/0${1 + (i % 9)}/20${10 + (i % 10)}` : null)),
  ),
  text('days without leading zeros', '%m/%d/%Y', () => repeat(60, (i) => `${1 + (i % 12)}/${1 + (i % 28)}/2020`)),
  text('before 1677', '%Y-%m-%d', () =>
    repeat(40, (i) => `${String(900 + 17 * i).padStart(4, '0')}-03-0${1 + (i % 9)}`),
  ),
  text('months', '%b %Y', () => repeat(40, (i) => `${['Jan', 'Mar', 'Nov'][i % 3]} ${2000 + (i % 7)}`)),
  text('two-digit years', '%y%m%d', () => repeat(40, (i) => `${String(60 + (i % 40)).slice(-2)}06${10 + (i % 20)}`)),
  text('seconds', '%Y-%m-%dT%H:%M:%S', () => repeat(120, (i) => second(Math.floor(1e8 * random.uniform(i))))),
  text('twelve hours', '%m/%d/%Y %I:%M %p', () =>
    repeat(60, (i) => `03/1${i % 9}/2021 ${String(1 + (i % 12)).padStart(2, '0')}:30 ${i % 2 ? 'AM' : 'PM'}`),
  ),
  text('fractions', '%Y-%m-%d %H:%M:%S.%f', () =>
    repeat(50, (i) => `2021-05-05 10:00:00.${String((i * 7_919_003) % 1_000_000).padStart(6, '0')}`),
  ),
  text('one time zone', '%Y-%m-%dT%H:%M:%S%z', () => repeat(60, (i) => `${second(i * 3600)}+02:00`)),
  text('several time zones', '%Y-%m-%dT%H:%M:%S%z', () =>
    repeat(60, (i) => `${second(i * 900)}${['Z', '+02:00', '-0530'][i % 3]}`),
  ),
  text('days with time zones, some missing', '%Y-%m-%d %z', () =>
    repeat(60, (i) => (i % 7 ? `${day(i)} ${['+0000', '+0900'][i % 2]}` : null)),
  ),
  columnCase(
    'times/numbers',
    {
      metadata: { sdtype: 'datetime', datetime_format: '%Y%m%d' },
      type: 'float64',
      order: (value) => parseDatetime(`${value}`, '%Y%m%d')!.nanoseconds,
    },
    () => repeat(40, (i) => 20_200_100 + 1 + (i % 28)),
  ),
  native(
    'seconds natively',
    's',
    null,
    repeat(60, (i) => BigInt(1_500_000_000 + 61 * i)),
  ),
  native(
    'milliseconds in UTC, some missing',
    'ms',
    'UTC',
    repeat(90, (i) => 1_500_000_000_123n + BigInt(i * i)),
    true,
  ),
  native(
    'microseconds in a zone',
    'us',
    'Europe/Berlin',
    repeat(150, (i) => BigInt(i) * 86_400_000_000n),
  ),
  native(
    'before 1677 natively',
    'ms',
    null,
    repeat(40, (i) => -30_000_000_000_000n - BigInt(i) * 86_400_000n),
  ),
  native(
    'nanoseconds over decades',
    'ns',
    null,
    repeat(130, (i) => 1_000_000_000_000_000_000n + BigInt(i) * 10_000_000_000_000_001n),
  ),
  native(
    'nanoseconds close together',
    'ns',
    null,
    repeat(130, (i) => 1_600_000_000_000_000_000n + BigInt(i * i)),
  ),
];
