import type { Table } from '@cvd/core';
import { baselineScores } from './baseline-scores.js';
import type { WatchOptions } from './checkpoint.js';
import { diagnosticReport } from './diagnostic-report.js';
import { evaluationNotes } from './evaluation-notes.js';
import type { EvaluationReport } from './evaluation-report.js';
import { type PairThresholds, resolvePairThresholds } from './pair-thresholds.js';
import { qualityReport } from './quality-report.js';
import { type MetadataInput, singleTable } from './table-metadata.js';

export interface EvaluateOptions extends WatchOptions {
  /** How to read the columns of both tables. */
  readonly metadata: MetadataInput;
  /** @default correlation 0.5, association 0.3, as in SDMetrics; 0 and 0 count every pair */
  readonly pairThresholds?: Partial<PairThresholds> | undefined;
  /** Also scores independent columns and bootstrapped rows, as many as the synthetic table has. @default false */
  readonly baselines?: boolean | undefined;
  /** Seed of the baselines. @default 0 */
  readonly seed?: number | undefined;
}

/**
 * Compares a synthetic table with the real one: quality and diagnostic report, and what the scores are worth.
 *
 * @throws {EmptyTableError} when a table has no rows
 * @throws {UnknownColumnError} when a table lacks a column of the metadata
 * @throws {InvalidMetadataError} when the metadata is not of one table, or has a format that is not supported
 * @throws {InvalidThresholdError} when a threshold is not from 0 to 1
 * @throws {AbortedError} when the signal fires
 *
 * @example
 * const report = await evaluate(real, synthetic, { metadata, baselines: true });
 * console.log(formatReport(report));
 */
export const evaluate = async (real: Table, synthetic: Table, options: EvaluateOptions): Promise<EvaluationReport> => {
  const { signal, onProgress } = options;
  const metadata = singleTable(options.metadata);
  const pairThresholds = resolvePairThresholds(options.pairThresholds);
  // A quality report for the table and one for each baseline take most of the time.
  const qualityShare = options.baselines ? 0.32 : 0.95;
  const watch = (from: number, to: number): WatchOptions => ({
    signal,
    onProgress: onProgress && (({ phase, fraction }) => onProgress({ phase, fraction: from + fraction * (to - from) })),
  });
  const quality = await qualityReport(real, synthetic, metadata, { pairThresholds, ...watch(0, qualityShare) });
  const baselines = options.baselines
    ? await baselineScores(real, synthetic.rows, metadata, {
        pairThresholds,
        seed: options.seed ?? 0,
        ...watch(qualityShare, 0.95),
      })
    : undefined;
  const diagnostic = await diagnosticReport(real, synthetic, metadata, watch(0.95, 1));
  return {
    quality,
    diagnostic,
    rows: { real: real.rows, synthetic: synthetic.rows },
    ...(baselines && { baselines }),
    notes: evaluationNotes(real, synthetic, metadata, quality),
  };
};
