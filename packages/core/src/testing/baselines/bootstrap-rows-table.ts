import { EmptyTableError } from '../../errors/empty-table-error.js';
import type { RandomSource } from '../../random/random-source.js';
import { gatherColumn } from '../../table/gather-rows.js';
import { Table } from '../../table/table.js';
import { resampledRows } from './resampled-rows.js';

/**
 * A baseline: whole rows drawn with replacement. As faithful as rows of this number can be, and no privacy at all.
 * Row i is a pure function of (table, random, i).
 * @throws {EmptyTableError} when rows are wanted of a table without any
 */
export const bootstrapRowsTable = (table: Table, rows: number, random: RandomSource): Table => {
  if (table.rows === 0 && rows > 0) throw new EmptyTableError('bootstrapRowsTable');
  const drawn = resampledRows(table.rows, rows, random);
  return new Table(table.names.map((name, i) => [name, gatherColumn(table.columns[i]!, drawn)]));
};
