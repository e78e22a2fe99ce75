import type { Table, TableMetadata } from '@cvd/core';
import { baselineScores } from './baseline-scores.js';
import type { WatchOptions } from './checkpoint.js';
import { diagnosticReport } from './diagnostic-report.js';
import { evaluationNotes } from './evaluation-notes.js';
import type { EvaluationReport } from './evaluation-report.js';
import type { PairThresholds } from './pair-thresholds.js';
import { qualityReport } from './quality-report.js';

/** What is to be computed; plain data, so that it can travel to a worker. */
export interface EvaluationRequest {
  readonly metadata: TableMetadata;
  readonly pairThresholds: PairThresholds;
  readonly baselines: boolean;
  readonly seed: number;
}

/** Evaluates on this thread, which other work gets to use between columns and pairs. */
export const evaluateInline = async (
  real: Table,
  synthetic: Table,
  { metadata, pairThresholds, baselines, seed }: EvaluationRequest,
  { signal, onProgress }: WatchOptions,
): Promise<EvaluationReport> => {
  // The quality reports of the table and of each baseline take most of the time.
  const qualityShare = baselines ? 0.32 : 0.95;
  const watch = (from: number, to: number): WatchOptions => ({
    signal,
    onProgress: onProgress && (({ phase, fraction }) => onProgress({ phase, fraction: from + fraction * (to - from) })),
  });
  const quality = await qualityReport(real, synthetic, metadata, { pairThresholds, ...watch(0, qualityShare) });
  const scores = baselines
    ? await baselineScores(real, synthetic.rows, metadata, { pairThresholds, seed, ...watch(qualityShare, 0.95) })
    : undefined;
  const diagnostic = await diagnosticReport(real, synthetic, metadata, watch(0.95, 1));
  return {
    quality,
    diagnostic,
    rows: { real: real.rows, synthetic: synthetic.rows },
    ...(scores && { baselines: scores }),
    notes: evaluationNotes(real, synthetic, metadata, quality),
  };
};
