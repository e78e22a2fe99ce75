import type { DiagnosticReport } from './diagnostic-report.js';
import type { FidelityReport } from './fidelity/fidelity-report.js';
import type { Marginal } from './marginals/marginal.js';
import type { PrivacyReport } from './privacy/privacy-report.js';
import type { QualityReport } from './quality-report.js';
import type { Baselines } from './scorecards/scorecard.js';
import type { UtilityReport } from './utility/utility-report.js';

/** Everything `evaluate` says of a synthetic table. Plain JSON: figures that cannot be computed are null. */
export interface EvaluationReport {
  readonly quality: QualityReport;
  readonly diagnostic: DiagnosticReport;
  readonly rows: { readonly real: number; readonly synthetic: number; readonly holdout?: number };
  readonly fidelity: FidelityReport;
  /** Present with a holdout and a target. */
  readonly utility?: UtilityReport;
  /** Present with a holdout. */
  readonly privacy?: PrivacyReport;
  /** Present with a holdout, or when asked for. */
  readonly baselines?: Baselines;
  /** How the values of each column are distributed in each table, without values of few real rows unless asked for. */
  readonly marginals: readonly Marginal[];
  /** What a reader of the figures should know; full sentences. */
  readonly notes: readonly string[];
}
