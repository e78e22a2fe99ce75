import { callInWorker, detectMetadata, type Execution, NoWorkerError, type Table, toTableMessage } from '@cvd/core';
import type { WatchOptions } from './checkpoint.js';
import { type EvaluationRequest, evaluateInline } from './evaluate-inline.js';
import type { EvaluationJob } from './evaluate-job.js';
import type { EvaluationReport } from './evaluation-report.js';
import { type PairThresholds, resolvePairThresholds } from './pair-thresholds.js';
import { type MetadataInput, singleTable } from './table-metadata.js';

/** Tables of more rows than this, both together, are evaluated in a worker unless told otherwise. */
const INLINE_ROWS = 20_000;

export interface EvaluateOptions extends WatchOptions {
  /** How to read the columns of both tables. @default detected from the real one */
  readonly metadata?: MetadataInput | undefined;
  /** @default correlation 0.5, association 0.3, as in SDMetrics; 0 and 0 count every pair */
  readonly pairThresholds?: Partial<PairThresholds> | undefined;
  /** Also scores independent columns and bootstrapped rows, as many as the synthetic table has. @default false */
  readonly baselines?: boolean | undefined;
  /** Seed of the baselines. @default 0 */
  readonly seed?: number | undefined;
  /**
   * 'worker' keeps the caller's thread free; where no worker can be started the work is done inline.
   * @default 'worker' for more than 20,000 rows in both tables, else 'inline'
   */
  readonly execution?: Execution | undefined;
}

const inWorker = (
  real: Table,
  synthetic: Table,
  request: EvaluationRequest,
  { signal, onProgress }: WatchOptions,
): Promise<EvaluationReport> => {
  const job: EvaluationJob = { real: toTableMessage(real), synthetic: toTableMessage(synthetic), request };
  const module = { url: import.meta.url, export: 'evaluateJob' };
  return callInWorker(module, job, { operation: 'evaluate', signal, onProgress });
};

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
export const evaluate = async (
  real: Table,
  synthetic: Table,
  { metadata, pairThresholds, baselines = false, seed = 0, execution, ...watch }: EvaluateOptions = {},
): Promise<EvaluationReport> => {
  const request: EvaluationRequest = {
    metadata: singleTable(metadata ?? detectMetadata(real).metadata),
    pairThresholds: resolvePairThresholds(pairThresholds),
    baselines,
    seed,
  };
  if ((execution ?? (real.rows + synthetic.rows > INLINE_ROWS ? 'worker' : 'inline')) === 'worker') {
    try {
      return await inWorker(real, synthetic, request, watch);
    } catch (error) {
      if (!(error instanceof NoWorkerError)) throw error;
    }
  }
  return evaluateInline(real, synthetic, request, watch);
};
