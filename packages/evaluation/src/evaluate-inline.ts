import type { Table, TableMetadata } from '@cvd/core';
import { baselineScores } from './baseline-scores.js';
import type { WatchOptions } from './checkpoint.js';
import { diagnosticReport } from './diagnostic-report.js';
import { evaluationNotes } from './evaluation-notes.js';
import type { EvaluationReport, FidelityReport } from './evaluation-report.js';
import { c2stAgainstBoth } from './fidelity/c2st-against-both.js';
import type { PairThresholds } from './pair-thresholds.js';
import { type PrivacyMeasures, privacyMeasures } from './privacy/privacy-measures.js';
import { qualityReport } from './quality-report.js';
import { createStages } from './stages.js';
import { utility } from './utility/utility.js';
import type { UtilityResult } from './utility/utility-result.js';

/** What is compared. */
export interface EvaluatedTables {
  /** The rows that the synthesizer was fitted on. */
  readonly real: Table;
  readonly synthetic: Table;
  /** Real rows that it never saw. */
  readonly holdout?: Table | undefined;
}

/** What is to be computed; plain data, so that it can travel to a worker. */
export interface EvaluationRequest {
  readonly metadata: TableMetadata;
  readonly pairThresholds: PairThresholds;
  readonly baselines: boolean;
  /** Column to be told by learners; needs a holdout. */
  readonly target: string | null;
  readonly seed: number;
}

const fidelityOf = async (
  { real, synthetic, holdout }: EvaluatedTables,
  { metadata, seed }: EvaluationRequest,
  watch: WatchOptions,
): Promise<FidelityReport> => {
  const { c2st, c2stTrain } = await c2stAgainstBoth({ train: real, synthetic, holdout }, metadata, { seed, ...watch });
  return { c2st, c2stTrain };
};

/** Evaluates on this thread, which other work gets to use between columns and pairs. */
export const evaluateInline = async (
  tables: EvaluatedTables,
  request: EvaluationRequest,
  watch: WatchOptions,
): Promise<EvaluationReport> => {
  const { real, synthetic, holdout } = tables;
  const { metadata, pairThresholds, baselines, target, seed } = request;
  // About how long each takes on a table of some columns and some ten thousand rows.
  const stages = createStages(
    {
      quality: 6,
      baselines: baselines ? 12 : 0,
      fidelity: holdout ? 20 : 0,
      utility: holdout && target !== null ? 6 : 0,
      privacy: holdout ? 10 : 0,
      diagnostic: 1,
    },
    watch,
  );
  const quality = await qualityReport(real, synthetic, metadata, { pairThresholds, ...stages.quality });
  const scores = baselines
    ? await baselineScores(real, synthetic.rows, metadata, { pairThresholds, seed, ...stages.baselines })
    : undefined;
  const fidelity = holdout && (await fidelityOf(tables, request, stages.fidelity));
  const worth: UtilityResult | undefined =
    holdout && target !== null
      ? await utility({ train: real, synthetic, holdout }, metadata, target, { seed, ...stages.utility })
      : undefined;
  const privacy: PrivacyMeasures | undefined =
    holdout && (await privacyMeasures(real, synthetic, { holdout, metadata, seed, ...stages.privacy }));
  const diagnostic = await diagnosticReport(real, synthetic, metadata, stages.diagnostic);
  return {
    quality,
    diagnostic,
    rows: { real: real.rows, synthetic: synthetic.rows, ...(holdout && { holdout: holdout.rows }) },
    ...(scores && { baselines: scores }),
    ...(fidelity && { fidelity }),
    ...(worth && { utility: worth }),
    ...(privacy && { privacy }),
    notes: evaluationNotes(tables, metadata, quality, privacy),
  };
};
