import { EmptyTableError } from '../../errors/empty-table-error.js';
import type { RandomSource } from '../../random/random-source.js';
import { gatherColumn } from '../../table/gather-rows.js';
import { Table } from '../../table/table.js';
import { resampledRows } from './resampled-rows.js';

/**
 * A baseline: every column drawn with replacement on its own, so that the marginals are right and nothing else is.
 * A score that it reaches too shows nothing. Row i is a pure function of (table, random, i).
 * @throws {EmptyTableError} when rows are wanted of a table without any
 */
export const independentColumnsTable = (table: Table, rows: number, random: RandomSource): Table => {
  if (table.rows === 0 && rows > 0) throw new EmptyTableError('independentColumnsTable');
  return new Table(
    table.names.map((name, i) => [
      name,
      gatherColumn(table.columns[i]!, resampledRows(table.rows, rows, random.child(name))),
    ]),
  );
};
