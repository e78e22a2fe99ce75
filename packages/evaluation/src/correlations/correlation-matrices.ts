import { createRandomSource, gatherRows, type Table } from '@cvd/core';
import { contingency, cramersV, pearson } from '@cvd/core/metrics';
import { attempt } from '../attempt.js';
import { createCheckpoint, type WatchOptions } from '../checkpoint.js';
import { orNull } from '../mean-score.js';
import { checkWhole } from '../number-options.js';
import { type PreparedColumn, prepareColumn } from '../prepared-column.js';
import { drawnRows } from '../seeded-rows.js';
import { columnEntries, type MetadataInput, singleTable } from '../table-metadata.js';
import { correlationRatio } from './correlation-ratio.js';

/** By column, by column; null where it is not defined. */
export type Matrix = readonly (readonly (number | null)[])[];

/** How columns go together in two tables. Plain JSON. */
export interface CorrelationMatrices {
  /** In the order of the metadata, without ids, personal data and columns of unknown kind. */
  readonly columns: readonly string[];
  /** Symmetric. Pearson's correlation is from −1 to 1, the other two from 0 to 1. */
  readonly real: Matrix;
  readonly synthetic: Matrix;
  /** Synthetic less real; null where either is. */
  readonly difference: Matrix;
  /** Rows of each table that were read. */
  readonly rows: { readonly real: number; readonly synthetic: number };
}

export interface CorrelationMatricesOptions extends WatchOptions {
  /** Rows of each table at most, drawn at random when it has more. @default 25,000; 5,000 above 100 columns */
  readonly maxRows?: number | undefined;
  /** Seed of the rows that are drawn. @default 0 */
  readonly seed?: number | undefined;
}

type Side = 'real' | 'synthetic';

/** @throws {MetricInputError} when a column cannot be read */
const strength = (first: PreparedColumn, second: PreparedColumn, side: Side): number => {
  if (first.shape === 'continuous' && second.shape === 'continuous')
    return pearson(first.numbers()[side], second.numbers()[side]);
  const [one, other] = first.shape === 'continuous' ? [second, first] : [first, second];
  const codes = one.codes();
  if (other.shape === 'continuous') return correlationRatio(other.numbers()[side], codes[side], codes.size);
  const others = other.codes();
  return cramersV(contingency(codes[side], others[side], codes.size, others.size));
};

/** 1 on the diagonal, where a column varies at all. */
const cell = (first: PreparedColumn, second: PreparedColumn, side: Side): number | null => {
  const value = orNull(attempt(() => strength(first, second, side)).value ?? Number.NaN);
  return first === second && value !== null ? 1 : value;
};

const empty = (size: number): (number | null)[][] => Array.from({ length: size }, () => Array(size).fill(null));

/**
 * How strongly each two columns go together, in both tables: Pearson's correlation of two columns of numbers or
 * datetimes, over the rows where both have a value; Cramér's V of two discrete columns, a missing value being a category
 * of its own; the correlation ratio η of a number by a category, over the rows with a number. V and η are not corrected
 * for their bias: of independent columns they are not 0 but about √((r − 1)(c − 1)/(n·(min(r, c) − 1))) and
 * √((k − 1)/(n − 1)), so compare tables of like size.
 *
 * Undefined (null) where a column is constant, has infinite values, or cannot be read.
 *
 * @throws {InvalidOptionError} when maxRows is not a whole number of 1 or more
 * @throws {UnknownColumnError} when a table lacks a column of the metadata
 * @throws {InvalidMetadataError} when the metadata is not of one table
 * @throws {AbortedError} when the signal fires
 *
 * @example
 * const { columns, difference } = await correlationMatrices(real, synthetic, metadata);
 */
export const correlationMatrices = async (
  real: Table,
  synthetic: Table,
  metadata: MetadataInput,
  options: CorrelationMatricesOptions = {},
): Promise<CorrelationMatrices> => {
  const described = columnEntries(singleTable(metadata));
  const { maxRows = described.length > 100 ? 5000 : 25_000, seed = 0, ...watch } = options;
  checkWhole('correlationMatrices', 'maxRows', maxRows, 1);
  const random = createRandomSource(seed).child('correlationMatrices');
  const cut = (table: Table, side: Side): Table =>
    table.rows <= maxRows ? table : gatherRows(table, drawnRows(table.rows, maxRows, random.child(side)));
  const tables = { real: cut(real, 'real'), synthetic: cut(synthetic, 'synthetic') };
  const columns = described
    .map(([name, column]) => prepareColumn(name, column, tables.real.column(name), tables.synthetic.column(name)))
    .filter(({ shape }) => shape !== 'other');
  const size = columns.length;
  const matrices = { real: empty(size), synthetic: empty(size), difference: empty(size) };
  const checkpoint = createCheckpoint('correlationMatrices', (size * (size + 1)) / 2, watch);
  for (const [i, first] of columns.entries()) {
    for (const [j, second] of columns.slice(0, i + 1).entries()) {
      const values = { real: cell(first, second, 'real'), synthetic: cell(first, second, 'synthetic') };
      const difference = values.real === null || values.synthetic === null ? null : values.synthetic - values.real;
      for (const [side, value] of Object.entries({ ...values, difference })) {
        const matrix = matrices[side as keyof typeof matrices];
        matrix[i]![j] = value;
        matrix[j]![i] = value;
      }
      await checkpoint('correlations');
    }
  }
  return {
    columns: columns.map(({ name }) => name),
    ...matrices,
    rows: { real: tables.real.rows, synthetic: tables.synthetic.rows },
  };
};
