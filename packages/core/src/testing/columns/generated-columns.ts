import { createRandomSource } from '../../random/counter-random.js';
import { type ColumnCase, columnCase, repeat } from './column-case.js';

const random = createRandomSource(23).child('generated columns');
const hex = (i: number, word: number): string => random.uint32(i, word).toString(16).padStart(8, '0');

/** Ids: keys and others. */
export const idColumns: readonly ColumnCase[] = [
  columnCase('ids/only missing', { metadata: { sdtype: 'id' }, type: 'utf8' }, () => [null, null]),
  columnCase('ids/one row', { metadata: { sdtype: 'id' }, unique: true, type: 'utf8' }, () => ['Smith-77']),
  columnCase('ids/counted', { metadata: { sdtype: 'id' }, unique: true, type: 'float64' }, () =>
    repeat(300, (i) => i + 1),
  ),
  columnCase('ids/large integers', { metadata: { sdtype: 'id' }, unique: true, type: 'int64' }, () =>
    repeat(200, (i) => 100_000_000_000_000_000n + BigInt(i)),
  ),
  columnCase('ids/prefix and digits', { metadata: { sdtype: 'id' }, unique: true, type: 'utf8' }, () =>
    repeat(300, (i) => `PAT-2024-${String(i).padStart(5, '0')}`),
  ),
  columnCase('ids/uuid', { metadata: { sdtype: 'id' }, unique: true, type: 'utf8' }, () =>
    repeat(300, (i) => `${hex(i, 0)}-${hex(i, 1).slice(0, 4)}-4${hex(i, 2).slice(0, 3)}-${hex(i, 3)}`),
  ),
  columnCase('ids/mixed', { metadata: { sdtype: 'id' }, unique: true, type: 'utf8' }, () =>
    repeat(300, (i) => (i % 2 ? `A/${1000 + i}` : `${1000 + i}.b`)),
  ),
  columnCase('ids/repeated, some missing', { metadata: { sdtype: 'id' }, type: 'utf8' }, () =>
    repeat(300, (i) => (i % 9 ? `W${i % 40}` : null)),
  ),
  columnCase(
    'ids/by expression',
    { metadata: { sdtype: 'id', regex_format: '[A-C]{2}(-|_)?\\d{2,3}' }, unique: true, type: 'utf8' },
    () => repeat(100, (i) => `AB-${10 + i}`),
  ),
  columnCase(
    'ids/numbers by expression',
    { metadata: { sdtype: 'id', regex_format: '[1-9][0-9]{5}' }, unique: true, type: 'float64' },
    () => repeat(100, (i) => 100_000 + i),
  ),
];

const personal = (sdtype: string, values: (i: number) => string | number | null, unique = false): ColumnCase =>
  columnCase(`personal data/${sdtype}${unique ? ', a key' : ''}`, { metadata: { sdtype, pii: true }, unique }, () =>
    repeat(150, values),
  );

/** Personal data, and columns of unknown meaning. */
export const personalColumns: readonly ColumnCase[] = [
  personal('email', (i) => `jane.doe${i}@example.org`),
  personal('email', (i) => `jane.doe${i}@example.org`, true),
  personal('name', (i) => (i % 6 ? `Johanna Mustermann${'xyz'.slice(i % 3)}` : null)),
  personal('address', (i) => `${i} Long Street, 12345 Town`),
  personal('phone_number', (i) => `+49 30 ${1_000_000 + i}`),
  personal('phone_number', (i) => `+49 30 ${1_000_000 + i}`, true),
  personal('ssn', (i) => 100_000_000 + 7919 * i),
  personal('latitude', (i) => 40 + i / 7),
  personal('a_kind_of_its_own', (i) => `Ünïcode ${i} 東京 ${hex(i, 0)}`),
  personal('unknown', (i) => `secret ${hex(i, 0)} ${hex(i, 1)}`),
];
