import type { BaselineScores } from './baseline-scores.js';
import type { DiagnosticReport } from './diagnostic-report.js';
import type { QualityReport } from './quality-report.js';

/** Everything `evaluate` says of a synthetic table. Plain JSON: figures that cannot be computed are null. */
export interface EvaluationReport {
  readonly quality: QualityReport;
  readonly diagnostic: DiagnosticReport;
  readonly rows: { readonly real: number; readonly synthetic: number };
  /** Present when asked for. */
  readonly baselines?: BaselineScores;
  /** What a reader of the scores should know; full sentences. */
  readonly notes: readonly string[];
}
