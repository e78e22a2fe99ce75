import { type JsonObject, own } from './json-object.js';

/** What SDV 2 keeps of the data in its `V2` layout. Methods here learn it from the table, so it is not taken over. */
const rangeKeys: ReadonlySet<string> = new Set([
  'range_values',
  'range_min',
  'range_max',
  'range_is_nullable',
  'decimal_places',
  'high_cardinality',
]);

/** A column of the `V2` layout as `V1` has it: an `ordinal` column is a categorical one with an order; ranges are left out. */
export const fromSecondVersion = (column: JsonObject): JsonObject => {
  const kept = Object.entries(column).filter(([key]) => !rangeKeys.has(key));
  if (own(column, 'sdtype') !== 'ordinal') return Object.fromEntries(kept);
  const values = own(column, 'range_values');
  const order = Array.isArray(values) ? values.filter((value) => value !== null) : null;
  return Object.fromEntries([...kept, ['sdtype', 'categorical'], ...(order ? [['order', order] as const] : [])]);
};

/** Whether the column holds something that {@link fromSecondVersion} leaves out. */
export const losesRanges = (column: unknown): boolean =>
  typeof column === 'object' &&
  column !== null &&
  Object.keys(column).some(
    (key) => rangeKeys.has(key) && !(key === 'range_values' && own(column as JsonObject, 'sdtype') === 'ordinal'),
  );
