import type { BaselineScores } from './baseline-scores.js';
import type { DiagnosticReport } from './diagnostic-report.js';
import type { C2stResult } from './fidelity/c2st.js';
import type { PrivacyMeasures } from './privacy/privacy-measures.js';
import type { QualityReport } from './quality-report.js';
import type { UtilityResult } from './utility/utility-result.js';

/** How well synthetic rows can be told from real ones. */
export interface FidelityReport {
  /** Against real rows that the synthesizer never saw. */
  readonly c2st: C2stResult;
  /** Against the rows it was fitted on, as many of each; far below `c2st` it speaks of copies. */
  readonly c2stTrain: C2stResult;
}

/** Everything `evaluate` says of a synthetic table. Plain JSON: figures that cannot be computed are null. */
export interface EvaluationReport {
  readonly quality: QualityReport;
  readonly diagnostic: DiagnosticReport;
  readonly rows: { readonly real: number; readonly synthetic: number; readonly holdout?: number };
  /** Present when asked for. */
  readonly baselines?: BaselineScores;
  /** Present with a holdout. */
  readonly fidelity?: FidelityReport;
  /** Present with a holdout and a target. */
  readonly utility?: UtilityResult;
  /** Present with a holdout. */
  readonly privacy?: PrivacyMeasures;
  /** What a reader of the scores should know; full sentences. */
  readonly notes: readonly string[];
}
