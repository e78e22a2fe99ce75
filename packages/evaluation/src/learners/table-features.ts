import type { Table, TableMetadata, TreeFeature } from '@cvd/core';
import { shapeOf } from '../prepared-column.js';
import { columnEntries } from '../table-metadata.js';
import { categoryCodes } from './category-codes.js';
import { numberValues } from './number-values.js';

/** A table to learn from or to judge. */
export interface SidedTable {
  readonly table: Table;
  /** What errors call it. */
  readonly side: 'real' | 'synthetic';
}

/** Tables as learners read them. */
export interface TableFeatures {
  /** Names of the columns that became features. */
  readonly names: readonly string[];
  /** By table: one feature a column, in the order of `names`. Categories have the same codes in every table. */
  readonly features: readonly (readonly TreeFeature[])[];
  /** Columns without a value in any of the tables; nothing can be learned from them. */
  readonly empty: readonly string[];
}

const isEmpty = (feature: TreeFeature): boolean =>
  feature.kind === 'number' ? feature.values.every(Number.isNaN) : feature.codes.every((code) => code < 0);

/**
 * The columns that the metadata calls numbers, times, categories or booleans; ids and personal data are left out.
 * @param without - columns to leave out, such as the one that is to be told
 * @throws {UnknownColumnError} when a table lacks a column
 * @throws {MetricInputError} when a column of numbers or times cannot be read as such
 */
export const tableFeatures = (
  tables: readonly SidedTable[],
  metadata: TableMetadata,
  without: readonly string[] = [],
): TableFeatures => {
  const columns = columnEntries(metadata)
    .filter(([name, column]) => shapeOf(column) !== 'other' && !without.includes(name))
    .map(([name, column]): { name: string; features: readonly TreeFeature[] } => {
      if (shapeOf(column) === 'continuous')
        return {
          name,
          features: tables.map(({ table, side }) => ({
            kind: 'number',
            values: numberValues(table.column(name), column, `Column "${name}"`, side),
          })),
        };
      const { codes, size } = categoryCodes(tables.map(({ table }) => table.column(name)));
      return { name, features: codes.map((own) => ({ kind: 'category', codes: own, size })) };
    });
  const used = columns.filter(({ features }) => !features.every(isEmpty));
  return {
    names: used.map(({ name }) => name),
    features: tables.map((_, i) => used.map(({ features }) => features[i]!)),
    empty: columns.filter((column) => !used.includes(column)).map(({ name }) => name),
  };
};
