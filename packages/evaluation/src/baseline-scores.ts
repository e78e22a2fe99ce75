import { createRandomSource, type Table } from '@cvd/core';
import { bootstrapRowsTable } from '@cvd/core/testing';
import type { WatchOptions } from './checkpoint.js';
import { independentColumns } from './independent-columns.js';
import type { PairThresholds } from './pair-thresholds.js';
import { qualityReport } from './quality-report.js';
import type { MetadataInput } from './table-metadata.js';

/** The quality scores of a baseline; see {@link QualityReport}. */
export interface BaselineScore {
  readonly score: number | null;
  readonly columnShapes: number | null;
  readonly columnPairTrends: number | null;
}

/** What a quality score is worth: those of two tables that took no modelling. */
export interface BaselineScores {
  /** Rows drawn for each; as many as the synthetic table has. */
  readonly rows: number;
  readonly seed: number;
  /** Each column resampled on its own: no dependence between columns at all. */
  readonly independentColumns: BaselineScore;
  /** Real rows drawn with replacement: as faithful as this number of rows can be, and no privacy at all. */
  readonly bootstrapRows: BaselineScore;
}

interface BaselineOptions extends WatchOptions {
  readonly pairThresholds: PairThresholds;
  readonly seed: number;
}

/** Draws both baselines from the real table and scores them as the synthetic table is scored. */
export const baselineScores = async (
  real: Table,
  rows: number,
  metadata: MetadataInput,
  { pairThresholds, seed, signal, onProgress }: BaselineOptions,
): Promise<BaselineScores> => {
  const random = createRandomSource(seed).child('baselines');
  const score = async (table: Table, from: number): Promise<BaselineScore> => {
    const quality = await qualityReport(real, table, metadata, {
      pairThresholds,
      signal,
      onProgress: (progress) => onProgress?.({ phase: 'baselines', fraction: from + progress.fraction / 2 }),
    });
    return {
      score: quality.score,
      columnShapes: quality.columnShapes.score,
      columnPairTrends: quality.columnPairTrends.score,
    };
  };
  return {
    rows,
    seed,
    independentColumns: await score(await independentColumns(real, rows, random, 'baselines', signal), 0),
    bootstrapRows: await score(bootstrapRowsTable(real, rows, random.child('bootstrapRows')), 0.5),
  };
};
