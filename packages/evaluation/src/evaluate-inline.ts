import type { TableMetadata } from '@cvd/core';
import { binnedAccuracy } from './accuracy/binned-accuracy.js';
import { qualityWithIntervals } from './bootstrap/quality-with-intervals.js';
import type { WatchOptions } from './checkpoint.js';
import { correlationMatrices } from './correlations/correlation-matrices.js';
import { diagnosticReport } from './diagnostic-report.js';
import type { EvaluatedTables } from './evaluated-tables.js';
import type { EvaluationReport } from './evaluation-report.js';
import { c2stAgainstBoth } from './fidelity/c2st-against-both.js';
import { type FidelityReport, toldApart } from './fidelity/fidelity-report.js';
import { marginals } from './marginals/marginals.js';
import { copyNotes } from './notes/copy-notes.js';
import { tableNotes } from './notes/table-notes.js';
import { worthNotes } from './notes/worth-notes.js';
import type { PairThresholds } from './pair-thresholds.js';
import { privacyMeasures } from './privacy/privacy-measures.js';
import { privacyReport } from './privacy/privacy-report.js';
import { qualityReport } from './quality-report.js';
import { comparedTables } from './scorecards/compared-tables.js';
import { joinBaselines } from './scorecards/join-baselines.js';
import { scorecards } from './scorecards/scorecards.js';
import { createStages } from './stages.js';
import { utility } from './utility/utility.js';
import { utilityReport } from './utility/utility-report.js';

/** What is to be computed; plain data, so that it can travel to a worker. */
export interface EvaluationRequest {
  readonly metadata: TableMetadata;
  readonly pairThresholds: PairThresholds;
  readonly baselines: boolean;
  readonly c2st: boolean;
  /** Whether marginals may name values of few real rows. */
  readonly rareValues: boolean;
  /** Column to be told by learners; needs a holdout. */
  readonly target: string | null;
  readonly seed: number;
}

/** Evaluates on this thread, which other work gets to use between columns and pairs. */
export const evaluateInline = async (
  tables: EvaluatedTables,
  request: EvaluationRequest,
  watch: WatchOptions,
): Promise<EvaluationReport> => {
  const { real, synthetic, holdout } = tables;
  const { metadata, pairThresholds, seed, target } = request;
  const withBaselines = request.baselines || holdout !== undefined;
  const learned = holdout !== undefined && target !== null;
  const drawn = request.baselines ? 3 : withBaselines ? 1 : 0;
  const tellBaselines = request.c2st && holdout !== undefined;
  // About how long each takes on a table of some columns and some ten thousand rows.
  const stages = createStages(
    {
      drawn: request.baselines ? 2 : 0,
      quality: 3,
      intervals: 6,
      accuracy: 8,
      correlations: 2,
      told: request.c2st ? (holdout ? 20 : 10) : 0,
      baselines: withBaselines ? (drawn + 1) * (tellBaselines ? 15 : 6) : 0,
      utility: learned ? 6 + 3 * drawn : 0,
      privacy: holdout ? 10 + 6 * drawn : 0,
      diagnostic: 1,
      marginals: 1,
    },
    watch,
  );
  const compared = withBaselines
    ? await comparedTables(tables, { metadata, all: request.baselines, seed, ...stages.drawn })
    : null;
  const others = compared?.drawn ?? {};
  const scores = await qualityReport(real, synthetic, metadata, { pairThresholds, ...stages.quality });
  const quality = await qualityWithIntervals(real, synthetic, metadata, scores, { seed, ...stages.intervals });
  const accuracy = await binnedAccuracy(real, synthetic, metadata, { seed, ...stages.accuracy });
  const correlations = await correlationMatrices(real, synthetic, metadata, { seed, ...stages.correlations });
  const told = request.c2st
    ? await c2stAgainstBoth({ train: real, synthetic, holdout }, metadata, { seed, ...stages.told })
    : null;
  const cards =
    compared &&
    (await scorecards(compared, { metadata, pairThresholds, seed, tellApart: tellBaselines, ...stages.baselines }));
  const worth =
    holdout && target !== null
      ? await utility({ train: real, synthetic, holdout, others }, metadata, target, { seed, ...stages.utility })
      : undefined;
  const { independentColumns: _, ...copies } = others;
  const distances =
    holdout && (await privacyMeasures(real, synthetic, { holdout, others: copies, metadata, seed, ...stages.privacy }));
  const diagnostic = await diagnosticReport(real, synthetic, metadata, stages.diagnostic);
  const pictured = await marginals(tables, metadata, { rareValues: request.rareValues, ...stages.marginals });
  const baselines =
    compared && cards && joinBaselines(compared.rows, seed, { cards, told, utility: worth, privacy: distances });
  const privacy = distances && privacyReport(distances);
  const fidelity: FidelityReport = {
    accuracy,
    correlations,
    ...(told && toldApart(told, baselines ?? undefined)),
  };
  return {
    quality,
    diagnostic,
    rows: { real: real.rows, synthetic: synthetic.rows, ...(holdout && { holdout: holdout.rows }) },
    fidelity,
    ...(worth && { utility: utilityReport(worth) }),
    ...(privacy && { privacy }),
    ...(baselines && { baselines }),
    marginals: pictured,
    notes: [
      ...tableNotes(tables, metadata, quality),
      ...worthNotes(baselines ?? undefined),
      ...copyNotes(fidelity, privacy),
    ],
  };
};
