import { EmptyTableError, InvalidOptionError, type Table } from '@cvd/core';
import { encodePair } from './encode-pair.js';
import type { GowerScale } from './gower-scale.js';
import type { Found } from './nearest-collectors.js';
import { referenceIndex } from './reference-index.js';
import { runSearch, type SearchOptions } from './run-search.js';

/** For each row of one table its nearest rows in another. */
export interface NearestRows {
  /** Entries for each query: entry j of query i stands at i·neighbours + j, nearest first. */
  readonly neighbours: number;
  /** Gower distances, 0 to 1; Infinity where the reference has fewer rows than that. */
  readonly distances: Float64Array;
  /**
   * Zero-based rows of the reference, −1 where it has fewer. Which of several equally near ones is fixed, but not said.
   */
  readonly rows: Int32Array;
}

export interface NearestRowsOptions extends SearchOptions {
  /** How many for each query, 1 to 32. @default 1 */
  readonly neighbours?: number | undefined;
}

export const asNearestRows = ({ slots, sums, rows }: Found, columns: number): NearestRows => ({
  neighbours: slots,
  distances: sums.map((sum) => sum / columns),
  rows,
});

export const allRows = (count: number): Int32Array => Int32Array.from({ length: count }, (_, row) => row);

/**
 * The nearest rows of `reference` for every row of `queries`, by the Gower distance of {@link fitGowerScale}. Exact:
 * every pair counts, though most are passed over without being read in full. Memory grows with the rows of both tables,
 * not with their product; the result is the same for any number of workers.
 *
 * @throws {EmptyTableError} when either table has no rows
 * @throws {UnknownColumnError} when a table lacks a column of the scale
 * @throws {InvalidOptionError} when `neighbours` is not a whole number from 1 to 32
 * @throws {MetricInputError} when numbers or datetimes cannot be read
 * @throws {AbortedError} when the signal fires
 *
 * @example
 * const scale = fitGowerScale(training);
 * const { distances } = await nearestRows(scale, { queries: synthetic, reference: training });
 */
export const nearestRows = async (
  scale: GowerScale,
  tables: { readonly queries: Table; readonly reference: Table },
  { neighbours = 1, ...options }: NearestRowsOptions = {},
): Promise<NearestRows> => {
  if (!Number.isInteger(neighbours) || neighbours < 1 || neighbours > 32)
    throw new InvalidOptionError('nearestRows', 'neighbours', 'must be a whole number from 1 to 32');
  if (tables.queries.rows === 0 || tables.reference.rows === 0) throw new EmptyTableError('nearestRows');
  const pair = await encodePair(scale, tables, options.signal);
  const index = referenceIndex(pair, allRows(pair.rows.reference));
  const found = await runSearch({ pair, index, slots: neighbours, cuts: null }, options);
  return asNearestRows(found, pair.columns);
};
