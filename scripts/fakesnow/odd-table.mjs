import { tableFromColumns } from '@cvd/core';

/** Columns with the names, kinds and values that SQL is got wrong with; `described` is the type that the table is to have. */
export const columns = {
  'Height_(cm)': {
    type: 'float64',
    described: 'FLOAT',
    values: [152.4, null, 0.1, -0.000001, 1e300, 5e-324, 123456789.98765433, -273.15],
  },
  'says "hi" and ""': {
    type: 'utf8',
    described: /^VARCHAR/,
    values: ['plain', null, "it's", '"quoted"', 'back\\slash', 'line\nbreak\ttab', '', 'NULL'],
  },
  select: { type: 'bool', described: 'BOOLEAN', values: [true, false, null, true, false, null, true, false] },
  'größe 身長 🫀': {
    type: 'utf8',
    described: /^VARCHAR/,
    values: ['Ärztin', '身長', '🫀❤️', 'e\u0301', 'שלום', null, '\u2028', '?'],
  },
  'a.b, c; -- d': {
    type: 'int64',
    described: 'NUMBER(38,0)',
    values: [2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n + 1n, 0n, null, -1n, 9n, 10n],
  },
  Age: {
    type: 'float64',
    described: 'NUMBER(38,0)',
    metadata: { sdtype: 'numerical', computer_representation: 'Int64' },
    values: [50, 0, null, -7, 2 ** 53, 1, 2, 3],
  },
  Table: {
    type: 'timestamp',
    described: 'DATE',
    metadata: { sdtype: 'datetime', datetime_format: '%Y-%m-%d' },
    values: ['1970-01-01', '1969-12-31', '2000-02-29', null, '1899-12-31', '2100-03-01', '2026-11-21', '1752-09-14'],
  },
  at: {
    type: 'timestamp',
    described: /^TIMESTAMP_NTZ/,
    values: [
      '2024-02-29T23:59:59.999',
      '1969-12-31T23:59:59.001',
      null,
      '1970-01-01T00:00:00',
      '2200-01-01T12:30:00',
      '1800-01-01T00:00:00.5',
      '2026-03-29T02:30:00',
      '2026-10-25T02:30:00',
    ],
  },
  'seen (UTC)': {
    type: 'timestamp',
    described: /^TIMESTAMP_TZ/,
    values: [
      '2024-02-29T23:59:59.999Z',
      null,
      '1969-12-31T23:59:59.001Z',
      '1970-01-01T00:00:00Z',
      '2200-01-01T12:30:00Z',
      '1800-01-01T00:00:00.5Z',
      '2026-03-29T02:30:00Z',
      '2026-10-25T02:30:00Z',
    ],
  },
};
export const names = Object.keys(columns);
const HOW_MANY = 8;

/** What says that one column holds whole numbers and another days. */
export const metadata = {
  METADATA_SPEC_VERSION: 'V1',
  tables: {
    patients: {
      columns: Object.fromEntries(
        names.flatMap((name) => (columns[name].metadata ? [[name, columns[name].metadata]] : [])),
      ),
    },
  },
};

/** Which of the eight rows stands at an index; other indices have them in another order. */
const kindAt = (index) => (index * 5 + Math.floor(index / HOW_MANY)) % HOW_MANY;

/** A column that a table made before does not have. */
export const EXTRA = 'BMI "kg/m²"';

/** Rows of these indices; equal indices give equal rows. @param {readonly number[]} indices */
export const tableAt = (indices, { withExtra = false } = {}) =>
  tableFromColumns(
    {
      ...Object.fromEntries(names.map((name) => [name, indices.map((index) => columns[name].values[kindAt(index)])])),
      ...(withExtra && { [EXTRA]: indices.map(() => 20.5) }),
    },
    {
      ...Object.fromEntries(names.map((name) => [name, columns[name].type])),
      ...(withExtra && { [EXTRA]: 'float64' }),
    },
  );

/** The way a value is to come back: whole numbers of 64 bits and of NUMBER columns as text, times with nine digits. */
export const expectedCell = (name, index) => {
  const { described, type, values } = columns[name];
  const value = values[kindAt(index)];
  if (value === null || described === 'DATE' || type === 'utf8' || type === 'bool') return value;
  if (described === 'NUMBER(38,0)') return String(BigInt(value));
  if (type === 'float64') return value;
  const [, day, fraction = '', zone] = /^([^.Z]*)(?:\.(\d+))?(Z?)$/.exec(value);
  return `${day}.${fraction.padEnd(9, '0')}${zone}`;
};
