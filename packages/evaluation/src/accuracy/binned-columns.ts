import type { Table, TableMetadata } from '@cvd/core';
import { attempt } from '../attempt.js';
import type { Checkpoint } from '../checkpoint.js';
import { prepareColumn, shapeOf } from '../prepared-column.js';
import { columnEntries } from '../table-metadata.js';
import { type BinnedColumn, categoryBins, numberBins } from './column-bins.js';

/** A column that takes part, or why it cannot. */
export type BinnedOrNot = BinnedColumn | { readonly name: string; readonly because: string };

export const isBinned = (column: BinnedOrNot): column is BinnedColumn => 'size' in column;

/** The columns that are compared: numbers, datetimes, categories and booleans of the metadata, in its order. */
export const comparedColumns = (metadata: TableMetadata) =>
  columnEntries(metadata).filter(([, column]) => shapeOf(column) !== 'other');

/** @throws {UnknownColumnError} when a table lacks a column */
export const binnedColumns = async (
  real: Table,
  synthetic: Table,
  metadata: TableMetadata,
  checkpoint: Checkpoint,
): Promise<readonly BinnedOrNot[]> => {
  const binned: BinnedOrNot[] = [];
  for (const [name, column] of comparedColumns(metadata)) {
    const prepared = prepareColumn(name, column, real.column(name), synthetic.column(name));
    const { value, error } = attempt(() =>
      prepared.shape === 'continuous' ? numberBins(prepared.numbers()) : categoryBins(prepared.codes()),
    );
    binned.push(value ? { name, ...value } : { name, because: error ?? '' });
    await checkpoint('reading columns');
  }
  return binned;
};
