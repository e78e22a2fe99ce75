import type { EncodedBatch, EncodedSchema, EncodedValues } from '../encoding/encoded-table.js';
import type { RandomSource } from '../random/random-source.js';
import type { ColumnType } from '../table/column.js';
import { Table } from '../table/table.js';
import type { FittedTransformer } from '../transformers/transformer.js';

/** A table column with what was learned to encode and restore it. */
export interface PreparedColumn {
  readonly name: string;
  /** Storage type of the column, which conditions are read by. */
  readonly type: ColumnType;
  readonly transformer: FittedTransformer;
  /** Index of its first encoded column. */
  readonly offset: number;
}

/** All columns of a table, prepared: the way from rows to encoded columns and back. */
export interface PreparedTable {
  readonly columns: readonly PreparedColumn[];
  readonly schema: EncodedSchema;
}

/** @param fitted - in table order */
export const prepareTable = (fitted: readonly Omit<PreparedColumn, 'offset'>[]): PreparedTable => {
  let offset = 0;
  const columns = fitted.map((column) => {
    const prepared = { ...column, offset };
    offset += column.transformer.specs.length;
    return prepared;
  });
  return { columns, schema: { columns: columns.flatMap(({ transformer }) => transformer.specs) } };
};

/** @param firstRow - index of the batch's first row in the whole table */
export const encodeBatch = (prepared: PreparedTable, batch: Table, firstRow: number): EncodedBatch => ({
  rows: batch.rows,
  columns: prepared.columns.flatMap(({ name, transformer }) => transformer.encode(batch.column(name), firstRow)),
});

/**
 * @param columns - encoded values in the schema's order
 * @param rows - row indices of the sample
 * @param random - source of the sampling seed; each column draws from a child of its name
 */
export const decodeBatch = (
  prepared: PreparedTable,
  columns: readonly EncodedValues[],
  rows: Float64Array,
  random: RandomSource,
): Table =>
  new Table(
    prepared.columns.map(({ name, transformer, offset }) => [
      name,
      transformer.decode(columns.slice(offset, offset + transformer.specs.length), rows, random.child(name)),
    ]),
  );
