import { createRandomSource } from '../../random/counter-random.js';
import type { Float64Column } from '../../table/column.js';
import { type ColumnCase, columnCase, repeat } from './column-case.js';

const random = createRandomSource(20).child('number columns');
const order = (value: unknown): number | bigint => value as number | bigint;
const float = (id: string, values: () => readonly (number | null)[]): ColumnCase =>
  columnCase(`numbers/${id}`, { metadata: { sdtype: 'numerical' }, type: 'float64', order }, values);
const integer = (id: string, values: () => readonly (bigint | null)[]): ColumnCase =>
  columnCase(`numbers/${id}`, { metadata: { sdtype: 'numerical' }, type: 'int64', order }, values);

/** NaN in rows that are marked present, as a careless source may give them. */
const withNaN = (): Float64Column => ({
  type: 'float64',
  length: 6,
  values: Float64Array.of(1, Number.NaN, 2.5, Number.NaN, 4, 2.5),
  validity: null,
});

/** Numerical columns. */
export const numberColumns: readonly ColumnCase[] = [
  float('only missing', () => repeat(8, () => null)),
  float('constant', () => repeat(8, () => 42.5)),
  float('constant with missing', () => [3, null, 3, 3, null]),
  float('one row', () => [7.25]),
  float('one missing row', () => [null]),
  float('two values', () => repeat(50, (i) => i % 2)),
  float('both zeros', () => [-0, 0, -0, 1, -1]),
  float('NaN as missing', () => repeat(40, (i) => (i % 3 ? i / 4 : Number.NaN))),
  columnCase('numbers/NaN marked present', { metadata: { sdtype: 'numerical' }, order }, withNaN),
  float('whole', () => repeat(200, (i) => Math.floor(100 * random.uniform(i)))),
  float('negative', () => repeat(60, (i) => -i * 3)),
  float('two decimals', () => repeat(300, (i) => Math.round(1000 + 5000 * random.uniform(i)) / 100)),
  float('two decimals, some missing', () =>
    repeat(300, (i) => (i % 7 === 3 ? null : Math.round(9000 * random.uniform(i)) / 100)),
  ),
  float('all distinct', () => repeat(500, (i) => random.uniform(i))),
  float('heavy tail', () => repeat(400, (i) => Math.round(10 / (random.uniform(i) + 0.001)) / 10)),
  float('huge range', () => [-1e308, 1e308, 0, 5e-324, 1.7976931348623157e308, -1.7976931348623157e308, 1]),
  float('huge range, many', () => repeat(150, (i) => (i % 2 ? 1 : -1) * 10 ** (i % 300))),
  float('tiny', () => repeat(120, (i) => i * 1e-12)),
  float('fifteen digits', () => repeat(30, (i) => 123456789012.125 + i / 1000)),
  float('large whole', () => repeat(30, (i) => 2 ** 53 - i)),
  integer('int64, small', () => repeat(50, (i) => (i % 9 === 0 ? null : BigInt(i)))),
  integer('int64 beyond 2^53', () => repeat(130, (i) => 2n ** 60n + BigInt(i * i))),
  integer('int64, whole range', () => [-(2n ** 63n), 2n ** 63n - 1n, 0n, 1n, null]),
];
