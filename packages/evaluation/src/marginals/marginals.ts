import type { Table } from '@cvd/core';
import { attempt } from '../attempt.js';
import { createCheckpoint, type WatchOptions } from '../checkpoint.js';
import type { EvaluatedTables } from '../evaluated-tables.js';
import { shapeOf } from '../prepared-column.js';
import { columnEntries, type MetadataInput, singleTable } from '../table-metadata.js';
import { categoryMarginal } from './category-marginal.js';
import type { Marginal, OfTables } from './marginal.js';
import { numberMarginal } from './number-marginal.js';
import { perTable } from './per-table.js';

export interface MarginalsOptions extends WatchOptions {
  /**
   * Whether categories of fewer than 5 real rows are named, and bins end at the real minimum and maximum: such values
   * can be those of a single person. @default false
   */
  readonly rareValues?: boolean | undefined;
}

/** The message of an error without the place that it begins with, and without its full stop. */
const reasonOf = (message: string, name: string): string =>
  message.replace(`Column "${name}": `, '').replace(/\.$/, '');

/**
 * How the values of each column are distributed in each table, for pictures of one beside the other: shares of numbers
 * and datetimes in at most 31 bins of equal width, and of the 30 most frequent categories. Ids, personal data and
 * columns of unknown kind are left out.
 *
 * No real value that fewer than 5 rows have is told, unless asked for: rare categories and those that the real table
 * does not have are counted together, bins lie between the 5th real values from each end.
 *
 * @throws {UnknownColumnError} when a table lacks a column of the metadata
 * @throws {InvalidMetadataError} when the metadata is not of one table
 * @throws {AbortedError} when the signal fires
 *
 * @example
 * const [first] = await marginals({ real, synthetic }, metadata);
 * if (first?.kind === 'categories') console.log(first.categories, first.shares.synthetic);
 */
export const marginals = async (
  { real, synthetic, holdout }: EvaluatedTables,
  metadata: MetadataInput,
  { rareValues = false, ...watch }: MarginalsOptions = {},
): Promise<readonly Marginal[]> => {
  const tables: OfTables<Table> = { real, synthetic, ...(holdout && { holdout }) };
  const entries = columnEntries(singleTable(metadata)).filter(([, column]) => shapeOf(column) !== 'other');
  const checkpoint = createCheckpoint('marginals', entries.length, watch);
  const found: Marginal[] = [];
  for (const [name, column] of entries) {
    const columns = perTable(tables, (table) => table.column(name));
    const { value, error } = attempt(() =>
      shapeOf(column) === 'continuous'
        ? numberMarginal(name, column, columns, rareValues)
        : categoryMarginal(name, columns, rareValues),
    );
    found.push(value ?? { column: name, kind: 'none', because: reasonOf(error, name) });
    await checkpoint('marginals');
  }
  return found;
};
