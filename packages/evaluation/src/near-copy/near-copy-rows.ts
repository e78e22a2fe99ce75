import {
  type Column,
  type ColumnMetadata,
  createRandomSource,
  EmptyTableError,
  gatherRows,
  type RandomSource,
  Table,
  throwIfAborted,
  yieldToEventLoop,
} from '@cvd/core';
import { columnNumbers } from '../column-numbers.js';
import type { SearchOptions } from '../distances/run-search.js';
import { checkWhole } from '../number-options.js';
import { shapeOf } from '../prepared-column.js';
import { type MetadataInput, singleTable } from '../table-metadata.js';
import { type Gaps, rowsBetween } from './between-rows.js';
import { drawMixedRows } from './mixed-rows.js';

export interface NearCopyOptions extends SearchOptions {
  /** @default 0 */
  readonly seed?: number | undefined;
  /** How many of the nearest rows a mate is drawn from, 1 to 31. @default 5 */
  readonly neighbours?: number | undefined;
}

const OPERATION = 'nearCopyRows';

const cellsAt = (real: Table, name: string, rows: Int32Array): Column =>
  gatherRows(real.select([name]), rows).columns[0]!;

const nearCopyColumn = (
  real: Table,
  name: string,
  metadata: ColumnMetadata | undefined,
  rows: Gaps,
  random: RandomSource,
): Column => {
  const shape = metadata ? shapeOf(metadata) : 'other';
  if (!metadata || shape === 'other') return cellsAt(real, name, rows.sources);
  const either = rows.sources.map((source, row) => (random.uniform(row) < 0.5 ? source : rows.mates[row]!));
  if (shape === 'discrete') return cellsAt(real, name, either);
  const column = real.column(name);
  const { real: numbers } = columnNumbers(column, column, metadata, `Column "${name}"`);
  return cellsAt(real, name, rowsBetween(numbers, rows, either));
};

/**
 * A baseline that copies: each row lies between a random real row and one of its nearest (by the Gower distance of {@link
 * fitGowerScale}), much as SMOTE makes rows (Chawla et al., JAIR 16, 2002). Numbers and datetimes are values of the
 * column that stand between those of the two, one random share of the way from rank to rank; categories, and cells that
 * one of the two lacks, come from either at random; ids, personal data and columns that the metadata does not name, from
 * the first. It is faithful, useful and not private: measures of copying that do not tell it from a model show nothing.
 *
 * Row i depends on the table, the metadata, the seed and i alone.
 *
 * @param real - the rows to copy
 * @param rows - how many to make
 * @throws {EmptyTableError} when there is nothing to copy, or no column that can be compared
 * @throws {InvalidOptionError} when `rows` is not a whole number, or `neighbours` not one from 1 to 31
 * @throws {UnknownColumnError} when the table lacks a column of the metadata
 * @throws {MetricInputError} when a column of numbers holds text, or a datetime cannot be read
 * @throws {AbortedError} when the signal fires
 *
 * @example
 * const copy = await nearCopyRows(training, 1000, metadata, { seed: 1 });
 */
export const nearCopyRows = async (
  real: Table,
  rows: number,
  metadata: MetadataInput,
  { seed = 0, neighbours = 5, ...search }: NearCopyOptions = {},
): Promise<Table> => {
  checkWhole(OPERATION, 'rows', rows, 0);
  checkWhole(OPERATION, 'neighbours', neighbours, 1);
  if (rows === 0) return real.slice(0, 0);
  if (real.rows === 0) throw new EmptyTableError(OPERATION);
  const random = createRandomSource(seed).child(OPERATION);
  const table = singleTable(metadata);
  const mixed = await drawMixedRows(real, rows, table, neighbours, random.child('rows'), search);
  const gap = random.child('gaps');
  const between: Gaps = { ...mixed, gaps: Float64Array.from({ length: rows }, (_, row) => gap.uniform(row)) };
  const columns: [string, Column][] = [];
  for (const name of real.names) {
    const column = nearCopyColumn(real, name, table.columns[name], between, random.child('columns').child(name));
    columns.push([name, column]);
    await yieldToEventLoop();
    throwIfAborted(search.signal, OPERATION);
  }
  return new Table(columns);
};
