// types
export type { BaselineScore, BaselineScores } from './baseline-scores.js';
export type { WatchOptions } from './checkpoint.js';
export type { ColumnPairTrends, PairScore } from './column-pair-trends.js';
export type { ColumnScore, ColumnShapes } from './column-shapes.js';
export type { DataStructure } from './data-structure.js';
export type { DataValidity } from './data-validity.js';
export type { DiagnosticReport } from './diagnostic-report.js';
export { diagnosticReport } from './diagnostic-report.js';
export { fitGowerScale, type GowerScale, type ScaledColumn } from './distances/gower-scale.js';
export { type NearestRows, type NearestRowsOptions, nearestRows } from './distances/nearest-rows.js';
export type { SearchOptions } from './distances/run-search.js';
export { InvalidThresholdError } from './errors/invalid-threshold-error.js';
export type { EvaluateOptions } from './evaluate.js';
export { evaluate } from './evaluate.js';
export type { EvaluationRequest } from './evaluate-inline.js';
export type { EvaluationJob } from './evaluate-job.js';
export { evaluateJob } from './evaluate-job.js';
export type { EvaluationReport } from './evaluation-report.js';
export type { ComputedFigure, Figure, Interval, NotComputable } from './figures/figure.js';
export type { ComputedRate, Rate } from './figures/rate.js';
export { wilsonInterval } from './figures/wilson-interval.js';
export type { FormatOptions } from './format-report.js';
export { formatReport } from './format-report.js';
export type { PairThresholds } from './pair-thresholds.js';
export { defaultPairThresholds } from './pair-thresholds.js';
export { type CloserToTrain, type CloserToTrainOptions, closerToTrain } from './privacy/closer-to-train.js';
export {
  type DisclosureProtection,
  type DisclosureProtectionOptions,
  disclosureProtection,
} from './privacy/disclosure-protection.js';
export { closestRecord, type DistanceSummary, nearestRatio } from './privacy/distance-summary.js';
export { identicalShare } from './privacy/identical-share.js';
export {
  type NearnessToTraining,
  type PrivacyMeasures,
  type PrivacyMeasuresOptions,
  privacyMeasures,
} from './privacy/privacy-measures.js';
export type { RowSample } from './privacy/row-sample.js';
export type { QualityReport, QualityReportOptions } from './quality-report.js';
export { qualityReport } from './quality-report.js';
export type { MetadataInput } from './table-metadata.js';
