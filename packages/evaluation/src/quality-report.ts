import { EmptyTableError, type Table } from '@cvd/core';
import { createCheckpoint, type WatchOptions } from './checkpoint.js';
import { type ColumnPairTrends, columnPairTrends } from './column-pair-trends.js';
import { type ColumnShapes, columnShapes } from './column-shapes.js';
import type { Interval } from './figures/figure.js';
import { meanScore } from './mean-score.js';
import { type PairThresholds, resolvePairThresholds } from './pair-thresholds.js';
import { prepareColumn } from './prepared-column.js';
import { columnEntries, type MetadataInput, singleTable } from './table-metadata.js';

export interface QualityReportOptions extends WatchOptions {
  /** @default correlation 0.5, association 0.3, as in SDMetrics; 0 and 0 count every pair */
  readonly pairThresholds?: Partial<PairThresholds> | undefined;
}

/** How faithful a synthetic table is. Plain JSON. */
export interface QualityReport {
  /** Mean of the two parts' scores, of those that exist; 0 to 1, null when neither does. */
  readonly score: number | null;
  /** Where it lies, by a bootstrap of the synthetic rows; in the report of {@link evaluate}. */
  readonly interval?: Interval | null;
  readonly columnShapes: ColumnShapes;
  readonly columnPairTrends: ColumnPairTrends;
  /** The thresholds used. A score without them says little. */
  readonly pairThresholds: PairThresholds;
}

/**
 * SDMetrics' quality report for a single table: the same figures (checked against SDMetrics 0.32), with one difference:
 * all rows are used where SDMetrics draws 50,000 at random for contingency.
 * Columns that the metadata does not describe are left out, and so are ids and personal data.
 *
 * @throws {EmptyTableError} when a table has no rows
 * @throws {UnknownColumnError} when a table lacks a column of the metadata
 * @throws {InvalidMetadataError} when the metadata is not of one table
 * @throws {InvalidThresholdError} when a threshold is not from 0 to 1
 * @throws {AbortedError} when the signal fires
 */
export const qualityReport = async (
  real: Table,
  synthetic: Table,
  metadata: MetadataInput,
  { pairThresholds, ...watch }: QualityReportOptions = {},
): Promise<QualityReport> => {
  const thresholds = resolvePairThresholds(pairThresholds);
  if (real.rows === 0 || synthetic.rows === 0) throw new EmptyTableError('qualityReport');
  const columns = columnEntries(singleTable(metadata)).map(([name, column]) =>
    prepareColumn(name, column, real.column(name), synthetic.column(name)),
  );
  const used = columns.filter(({ shape }) => shape !== 'other').length;
  const checkpoint = createCheckpoint('qualityReport', used + (used * (used - 1)) / 2, watch);
  const shapes = await columnShapes(columns, checkpoint);
  const trends = await columnPairTrends(columns, thresholds, checkpoint);
  return {
    score: meanScore([shapes.score, trends.score]),
    columnShapes: shapes,
    columnPairTrends: trends,
    pairThresholds: thresholds,
  };
};
