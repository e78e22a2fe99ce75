import {
  callInWorker,
  detectMetadata,
  type Execution,
  InvalidOptionError,
  NoWorkerError,
  type Table,
  toTableMessage,
} from '@cvd/core';
import type { WatchOptions } from './checkpoint.js';
import { type EvaluationRequest, evaluateInline } from './evaluate-inline.js';
import type { EvaluationJob } from './evaluate-job.js';
import type { EvaluatedTables } from './evaluated-tables.js';
import type { EvaluationReport } from './evaluation-report.js';
import { type PairThresholds, resolvePairThresholds } from './pair-thresholds.js';
import { type MetadataInput, singleTable } from './table-metadata.js';

/** Tables of more rows than this, all together, are evaluated in a worker unless told otherwise. */
const INLINE_ROWS = 20_000;

export interface EvaluateOptions extends WatchOptions {
  /** How to read the columns of both tables. @default detected from the real one */
  readonly metadata?: MetadataInput | undefined;
  /** @default correlation 0.5, association 0.3, as in SDMetrics; 0 and 0 count every pair */
  readonly pairThresholds?: Partial<PairThresholds> | undefined;
  /**
   * Also measures bootstrapped and nearly copied rows, and independent columns without a holdout too: what a figure is
   * worth. @default false
   */
  readonly baselines?: boolean | undefined;
  /** Whether learners tell synthetic rows from real ones, which takes most of the time without a holdout. @default true */
  readonly c2st?: boolean | undefined;
  /**
   * Real rows that the synthesizer never saw. With them the report says how well synthetic rows can be told from real ones, and how near
   * they keep to the rows that were learned from.
   */
  readonly holdout?: Table | undefined;
  /** Column that learners are to tell, trained on synthetic rows and tested on the holdout, which it needs. */
  readonly target?: string | undefined;
  /**
   * Whether the report's marginals name categories of fewer than 5 real rows, and show the real minimum and maximum; such
   * values can be those of a single person. @default false
   */
  readonly rareValues?: boolean | undefined;
  /** Seed of everything that is drawn: baselines, cuts, folds, samples. @default 0 */
  readonly seed?: number | undefined;
  /**
   * 'worker' keeps the caller's thread free; where no worker can be started the work is done inline.
   * @default 'worker' for more than 20,000 rows in all tables, else 'inline'
   */
  readonly execution?: Execution | undefined;
}

const inWorker = (
  { real, synthetic, holdout }: EvaluatedTables,
  request: EvaluationRequest,
  { signal, onProgress }: WatchOptions,
): Promise<EvaluationReport> => {
  const job: EvaluationJob = {
    real: toTableMessage(real),
    synthetic: toTableMessage(synthetic),
    holdout: holdout && toTableMessage(holdout),
    request,
  };
  const module = { url: import.meta.url, export: 'evaluateJob' };
  return callInWorker(module, job, { operation: 'evaluate', signal, onProgress });
};

/**
 * Compares a synthetic table with the real one: quality and diagnostic report, and what the scores are worth; with a
 * holdout also whether its rows can be told from real ones, what they are worth to learners, and how near they keep to
 * the rows that were learned from.
 *
 * @throws {EmptyTableError} when a table has no rows
 * @throws {UnknownColumnError} when a table lacks a column of the metadata
 * @throws {InvalidMetadataError} when the metadata is not of one table, or has a format that is not supported
 * @throws {InvalidTargetError} when the target is no category, boolean or number
 * @throws {InvalidOptionError} when there is a target and no holdout
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
  {
    metadata,
    pairThresholds,
    baselines = false,
    c2st = true,
    holdout,
    target,
    rareValues = false,
    seed = 0,
    execution,
    ...watch
  }: EvaluateOptions = {},
): Promise<EvaluationReport> => {
  if (target !== undefined && holdout === undefined)
    throw new InvalidOptionError('evaluate', 'target', 'is tested on a holdout, and there is none');
  const tables: EvaluatedTables = { real, synthetic, holdout };
  const request: EvaluationRequest = {
    metadata: singleTable(metadata ?? detectMetadata(real).metadata),
    pairThresholds: resolvePairThresholds(pairThresholds),
    baselines,
    c2st,
    rareValues,
    target: target ?? null,
    seed,
  };
  const rows = real.rows + synthetic.rows + (holdout?.rows ?? 0);
  if ((execution ?? (rows > INLINE_ROWS ? 'worker' : 'inline')) === 'worker') {
    try {
      return await inWorker(tables, request, watch);
    } catch (error) {
      if (!(error instanceof NoWorkerError)) throw error;
    }
  }
  return evaluateInline(tables, request, watch);
};
