import type { Metadata } from '../../metadata/metadata.js';
import type { Column, TimestampUnit } from '../../table/column.js';
import { Table } from '../../table/table.js';
import { tableFromColumns } from '../../table/table-from-columns.js';

/** These rows of an endless plain table; equal indices give equal rows. */
export const scatteredRows = (indices: readonly number[]): Table =>
  tableFromColumns(
    {
      number: indices.map((i) => i * 1.5),
      text: indices.map((i) => (i % 7 === 3 ? null : `text ${i % 5}`)),
      flag: indices.map((i) => i % 2 === 0),
    },
    { number: 'float64', text: 'utf8', flag: 'bool' },
  );

/** Rows `start` … `start + rows − 1` of the same table. */
export const plainRows = (rows: number, start = 0): Table =>
  scatteredRows(Array.from({ length: rows }, (_, k) => start + k));

/**
 * Rows whose texts are all distinct.
 * @param unreadable - row whose text cannot be read: it throws
 */
export const textRows = (rows: number, start = 0, unreadable?: number): Table => {
  const texts = Array.from({ length: rows }, (_, k) => `text ${start + k}`);
  const codes = Int32Array.from(texts, (_, k) => k);
  if (unreadable !== undefined)
    Object.defineProperty(texts, unreadable, {
      get() {
        throw new Error(`row ${unreadable} cannot be read`);
      },
    });
  return new Table([['text', { type: 'utf8', length: rows, validity: null, codes, dictionary: texts }]]);
};

/** Whole numbers and days, as metadata may say of what a table holds as floats and instants. */
export const tableOfWholeNumbersAndDays = (): Table =>
  new Table([
    ['whole', { type: 'float64', length: 3, validity: null, values: Float64Array.of(0, -(2 ** 53), 2 ** 53) }],
    ['day', timestamps('s', null, [0n, -86_400n, 951_782_400n])],
  ]);

/** What says so. */
export const metadataOfWholeNumbersAndDays: Metadata = {
  METADATA_SPEC_VERSION: 'V1',
  tables: {
    table: {
      columns: {
        whole: { sdtype: 'numerical', computer_representation: 'Int64' },
        day: { sdtype: 'datetime', datetime_format: '%Y-%m-%d' },
      },
    },
  },
};

const int64 = (values: readonly bigint[]): Column => ({
  type: 'int64',
  length: values.length,
  validity: null,
  values: BigInt64Array.from(values),
});

const timestamps = (unit: TimestampUnit, timezone: string | null, values: readonly bigint[]): Column => ({
  type: 'timestamp',
  unit,
  timezone,
  length: values.length,
  validity: null,
  values: BigInt64Array.from(values),
});

/** Every column type with values missing at the first, a middle and the last row, and a column of nothing else. */
export const tableWithNulls = (): Table =>
  tableFromColumns(
    {
      number: [null, 1.5, null, -2, null],
      integer: [null, 1n, null, -2n, null],
      flag: [null, true, null, false, null],
      text: [null, 'a', null, 'b', null],
      time: [null, new Date(0), null, new Date(86_400_000), null],
      nothing: [null, null, null, null, null],
    },
    { number: 'float64', integer: 'int64', flag: 'bool', text: 'utf8', time: 'timestamp', nothing: 'float64' },
  );

export const tableOfTimes = (): Table =>
  new Table([
    ['seconds', timestamps('s', null, [0n, -1n, 253_402_300_799n, -62_135_596_800n])],
    ['milliseconds', timestamps('ms', 'UTC', [1n, -1n, 951_782_400_000n, 4_107_542_400_999n])],
    ['microseconds', timestamps('us', null, [1n, -1n, 1_700_000_000_123_456n, 0n])],
    ['zoned', timestamps('us', 'Europe/Berlin', [1n, -1n, 1_700_000_000_123_456n, 0n])],
    ['nanoseconds', timestamps('ns', null, [1n, -1n, 1_700_000_000_123_456_789n, 0n])],
  ]);

export const tableOfNumbers = (): Table =>
  new Table([
    [
      'float',
      {
        type: 'float64',
        length: 4,
        validity: null,
        values: Float64Array.of(0.1, 5e-324, -1.7976931348623157e308, 2 ** 53),
      },
    ],
    ['integer', int64([2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n + 1n, 0n])],
  ]);

export const tableOfTexts = (): Table =>
  tableFromColumns({
    text: [
      'Größe',
      '身長 – 𝒳 🫀',
      'e\u0301 é',
      'quote \' double " back \\ slash',
      'comma, semicolon; tab\t',
      'line\nbreak\r\nboth',
      ' spaces kept ',
      '\u202eright to left',
      'x'.repeat(5000),
      '-- ; DROP TABLE x',
      '0012',
      'Yes',
    ],
  });

/** Names that break careless quoting, property access or length limits. */
const oddNames: readonly string[] = [
  'plain',
  'Height_(cm)',
  'quote"inside',
  "apostrophe'inside",
  '""',
  'back\\slash',
  'select',
  'table',
  '__proto__',
  'constructor',
  'with space ',
  'Größe 身長 🫀',
  'semi;colon -- x',
  'comma,name',
  '1',
  'n'.repeat(255),
];

export const tableOfNames = (): Table => tableFromColumns(oddNames.map((name, i) => [name, [i, i + 0.5]] as const));
