import { InvalidColumnError } from '../errors/invalid-column-error.js';
import type { Column } from './column.js';
import { type ColumnSpec, type ColumnSpecs, specEntries, specType } from './column-spec.js';
import { Table } from './table.js';
import { createValueBuilder } from './value-builder.js';

type NumberArray =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray;

/** What a column can be made of: values, a typed array, or a column that exists. */
export type ColumnInput = readonly unknown[] | NumberArray | BigInt64Array | BigUint64Array | Column;

/** Inputs by name: an object, or pairs where order or names like `__proto__` matter. */
export type ColumnInputs = Readonly<Record<string, ColumnInput>> | Iterable<readonly [string, ColumnInput]>;

/**
 * A table from arrays, one a column. A `Float64Array` without NaN and a `BigInt64Array` are adopted without a copy (do
 * not write to them afterwards); other typed arrays are converted; plain arrays are typed as {@link tableFromRows} does.
 *
 * @throws {InvalidValueError} when a value does not fit its column; it names column and row
 * @throws {InvalidColumnError} when lengths differ, a name occurs twice, or an input is no array
 *
 * @example tableFromColumns({ age: Float64Array.of(61, 48), sex: ['f', 'm'] })
 */
export const tableFromColumns = (columns: ColumnInputs, schema?: ColumnSpecs): Table => {
  const specs = new Map(specEntries(schema));
  const entries = Symbol.iterator in columns ? [...columns] : Object.entries(columns);
  return new Table(entries.map(([name, input]) => [name, columnFrom(name, input, specs.get(name))] as const));
};

/** One column from values; the rules of {@link tableFromColumns}. */
export const columnFrom = (name: string, input: ColumnInput, spec?: ColumnSpec): Column => {
  if (Array.isArray(input)) return fromValues(name, input, spec);
  if (ArrayBuffer.isView(input))
    return fromTyped(name, input as Exclude<ColumnInput, Column | readonly unknown[]>, spec);
  if (typeof input === 'object' && input !== null && 'type' in input && 'validity' in input) return input;
  throw new InvalidColumnError(name, 'it is given as something else than an array, a typed array or a Column');
};

const fromTyped = (
  name: string,
  input: NumberArray | BigInt64Array | BigUint64Array,
  spec: ColumnSpec | undefined,
): Column => {
  const type = spec === undefined ? undefined : specType(spec);
  const { length } = input;
  if (input instanceof BigInt64Array && (type ?? 'int64') === 'int64')
    return { type: 'int64', length, values: input, validity: null };
  if (input instanceof BigInt64Array || input instanceof BigUint64Array)
    return fromValues(name, input, spec ?? 'int64');
  if (type !== undefined && type !== 'float64') return fromValues(name, input, spec);
  const values = input instanceof Float64Array ? input : Float64Array.from(input);
  if (values.some(Number.isNaN)) return fromValues(name, values, 'float64');
  return { type: 'float64', length, values, validity: null };
};

const fromValues = (name: string, values: ArrayLike<unknown>, spec: ColumnSpec | undefined): Column => {
  const builder = createValueBuilder(name, spec);
  for (let row = 0; row < values.length; row++) builder.append(values[row]);
  return builder.finish();
};
