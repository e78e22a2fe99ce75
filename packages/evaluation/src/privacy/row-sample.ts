import { gatherRows, type RandomSource, type Table } from '@cvd/core';
import { drawnRows } from '../seeded-rows.js';

/** That not all rows of a table were measured. */
export interface RowSample {
  readonly rows: number;
  readonly of: number;
  /**
   * With this confidence a share is no further than this from that of all rows, and a quantile lies between those of
   * all rows at p − bound and p + bound (Hoeffding, JASA 58, 1963, section 6: draws without replacement).
   */
  readonly bound: number;
  readonly confidence: number;
}

/** The table, or at most `maxRows` of its rows and what that costs. */
export const sampledRows = (
  table: Table,
  maxRows: number,
  random: RandomSource,
  confidence: number,
): { readonly table: Table; readonly sample: RowSample | null } => {
  if (table.rows <= maxRows) return { table, sample: null };
  const bound = Math.sqrt(Math.log(2 / (1 - confidence)) / (2 * maxRows));
  return {
    table: gatherRows(table, drawnRows(table.rows, maxRows, random)),
    sample: { rows: maxRows, of: table.rows, bound, confidence },
  };
};
