import { type ColumnSpecs, specEntries } from './column-spec.js';
import { Table } from './table.js';
import { createValueBuilder } from './value-builder.js';

/**
 * A table from row objects. Columns stand in the order of `schema`, then in the order keys first appear; a key a row
 * does not have is missing there. Types without a schema follow the first present value: number → float64,
 * bigint → int64, boolean → bool, string → utf8, Date → timestamp (ms, UTC); nothing but missing values → float64.
 * null, undefined and NaN are missing. Only own enumerable keys count, and any name is safe, `__proto__` too.
 *
 * @throws {InvalidValueError} when values of one column are of different types; it names column and row
 *
 * @example tableFromRows([{ age: 61, sex: 'f' }, { age: null, sex: 'm' }])
 */
export const tableFromRows = (rows: Iterable<object>, schema?: ColumnSpecs): Table => {
  const builders = new Map(specEntries(schema).map(([name, spec]) => [name, createValueBuilder(name, spec)]));
  let count = 0;
  for (const row of rows) {
    for (const key of Object.keys(row)) {
      let builder = builders.get(key);
      if (builder === undefined) builders.set(key, (builder = createValueBuilder(key)));
      while (builder.length < count) builder.append(null);
      builder.append((row as Record<string, unknown>)[key]);
    }
    count++;
  }
  for (const builder of builders.values()) while (builder.length < count) builder.append(null);
  return new Table([...builders].map(([name, builder]) => [name, builder.finish()]));
};
