import { createRandomSource } from '../../random/counter-random.js';
import { type CaseOptions, type ColumnCase, columnCase, repeat } from './column-case.js';

const random = createRandomSource(21).child('text columns');
const plain: CaseOptions = { metadata: { sdtype: 'categorical' }, type: 'utf8' };
const text = (id: string, values: () => readonly (string | null)[], options: CaseOptions = plain): ColumnCase =>
  columnCase(`text/${id}`, options, values);

const health = ['Poor', 'Fair', 'Good', 'Excellent'];
const ordered: CaseOptions = {
  metadata: { sdtype: 'categorical', order: health },
  type: 'utf8',
  order: (value) => health.indexOf(value as string),
};
const sizes = ['10', '9', '100', '20'];

/** Columns of categories: text, and numbers and truth values that stand for categories. */
export const categoryColumns: readonly ColumnCase[] = [
  text('only missing', () => repeat(6, () => null)),
  text('constant', () => repeat(20, () => 'Yes')),
  text('constant with missing', () => repeat(20, (i) => (i % 4 ? 'Yes' : null))),
  text('one row', () => ['only']),
  text('one category', () => repeat(9, () => '')),
  text('two values', () => repeat(30, (i) => (i % 3 ? 'No' : 'Yes'))),
  text('two values, some missing', () => repeat(40, (i) => (i % 5 === 2 ? null : i % 3 ? 'No' : 'Yes'))),
  text('unicode', () =>
    repeat(70, (i) => ['Ålesund', '東京', '😀 smile', 'é', 'e\u0301', '\u00a0x', '\ufeffmark'][i % 7]!),
  ),
  text('empty text beside missing', () => repeat(30, (i) => ['', null, ' '][i % 3]!)),
  text('leading spaces', () => repeat(40, (i) => [' Private', ' ?', 'Private', 'Private '][i % 4]!)),
  text('names of object members', () => repeat(40, (i) => ['__proto__', 'constructor', 'toString', 'null'][i % 4]!)),
  text('rare categories', () => repeat(300, (i) => (i % 50 === 7 ? `rare${i}` : ['a', 'b', 'c'][i % 3]!))),
  text('only rare categories', () => repeat(60, (i) => `value ${Math.floor(i / 2)}`)),
  text('all distinct', () => repeat(400, (i) => `Note ${i}: ${random.uint32(i).toString(36)}`)),
  text('10,000 categories', () => repeat(60_000, (i) => `category ${(i * 7919) % 10_000}`)),
  text('in the order given', () => repeat(60, (i) => health[(i * i) % 4]!), ordered),
  text(
    'in the order given, some missing',
    () => repeat(60, (i) => (i % 11 ? health[(i * i + i) % 4]! : null)),
    ordered,
  ),
  text('in alphabetical order', () => repeat(60, (i) => ['b', 'a', 'Z'][i % 3]!), {
    metadata: { sdtype: 'categorical', order_by: 'alphabetical' },
    type: 'utf8',
    order: (value) => (value as string).codePointAt(0)!,
  }),
  text('in numerical order', () => repeat(60, (i) => sizes[i % 4]!), {
    metadata: { sdtype: 'categorical', order_by: 'numerical_value' },
    type: 'utf8',
    order: Number,
  }),
  columnCase('categories/numbers', { metadata: { sdtype: 'categorical' }, type: 'float64' }, () =>
    repeat(50, (i) => (i % 8 ? (i % 5) / 2 : null)),
  ),
  columnCase('categories/large integers', { metadata: { sdtype: 'categorical' }, type: 'int64' }, () =>
    repeat(50, (i) => 2n ** 62n + BigInt(i % 3)),
  ),
  columnCase(
    'categories/times',
    { metadata: { sdtype: 'categorical' }, type: { type: 'timestamp', unit: 'ms', timezone: null } },
    () => repeat(30, (i) => `2020-01-0${1 + (i % 3)}T00:00:00`),
  ),
];

const bool = (id: string, values: () => readonly (boolean | null)[]): ColumnCase =>
  columnCase(`booleans/${id}`, { metadata: { sdtype: 'boolean' }, type: 'bool' }, values);

/** Columns of truth values. */
export const booleanColumns: readonly ColumnCase[] = [
  bool('only missing', () => [null, null, null]),
  bool('one row', () => [true]),
  bool('constant', () => repeat(12, () => false)),
  bool('constant with missing', () => repeat(12, (i) => (i % 3 ? true : null))),
  bool('both', () => repeat(33, (i) => i % 3 === 0)),
  bool('both, some missing', () => repeat(33, (i) => (i % 4 === 1 ? null : i % 3 === 0))),
  columnCase('booleans/as text', { metadata: { sdtype: 'boolean' }, type: 'utf8' }, () =>
    repeat(40, (i) => (i % 3 ? 'True' : 'False')),
  ),
];
