// types
export type { AccuracyFigure, BinnedAccuracy, ColumnAccuracy, ComputedAccuracy } from './accuracy/accuracy-result.js';
export { type BinnedAccuracyOptions, binnedAccuracy } from './accuracy/binned-accuracy.js';
export { type QualityIntervalOptions, type QualityIntervals, qualityIntervals } from './bootstrap/quality-intervals.js';
export type { WatchOptions } from './checkpoint.js';
export type { ColumnPairTrends, PairScore } from './column-pair-trends.js';
export type { ColumnScore, ColumnShapes } from './column-shapes.js';
export {
  type CorrelationMatrices,
  type CorrelationMatricesOptions,
  correlationMatrices,
  type Matrix,
} from './correlations/correlation-matrices.js';
export type { DataStructure } from './data-structure.js';
export type { DataValidity } from './data-validity.js';
export type { DiagnosticReport } from './diagnostic-report.js';
export { diagnosticReport } from './diagnostic-report.js';
export { fitGowerScale, type GowerScale, type ScaledColumn } from './distances/gower-scale.js';
export { type NearestRows, type NearestRowsOptions, nearestRows } from './distances/nearest-rows.js';
export type { SearchOptions } from './distances/run-search.js';
export { InvalidGateError } from './errors/invalid-gate-error.js';
export { InvalidTargetError } from './errors/invalid-target-error.js';
export { InvalidThresholdError } from './errors/invalid-threshold-error.js';
export type { EvaluateOptions } from './evaluate.js';
export { evaluate } from './evaluate.js';
export type { EvaluationRequest } from './evaluate-inline.js';
export type { EvaluationJob } from './evaluate-job.js';
export { evaluateJob } from './evaluate-job.js';
export type { EvaluatedTables } from './evaluated-tables.js';
export type { EvaluationReport } from './evaluation-report.js';
export type { C2stOptions, C2stResult, C2stScore, ComputedC2st, UncomputableC2st } from './fidelity/c2st.js';
export { c2st } from './fidelity/c2st.js';
export type { C2stAgainstBoth, C2stTables } from './fidelity/c2st-against-both.js';
export { c2stAgainstBoth } from './fidelity/c2st-against-both.js';
export type { C2stBeside, C2stReport, FidelityReport } from './fidelity/fidelity-report.js';
export type { ComputedFigure, Figure, Interval, NotComputable } from './figures/figure.js';
export type { ComputedRate, Rate } from './figures/rate.js';
export { wilsonInterval } from './figures/wilson-interval.js';
export type { FormatOptions } from './format/format-report.js';
export { formatReport } from './format/format-report.js';
export { checkGate } from './gate/check-gate.js';
export { checkGateColumns } from './gate/check-gate-columns.js';
export { defaultGate } from './gate/default-gate.js';
export { formatGateResult } from './gate/format-gate-result.js';
export type { Bound, Gate, RelativeBound, Threshold } from './gate/gate.js';
export type { GateCheck, GateResult } from './gate/gate-result.js';
export { type EvaluationInput, inputWords, neededInputs } from './gate/needed-inputs.js';
export { parseGate } from './gate/parse-gate.js';
export { formatHtml, type HtmlOptions } from './html/format-html.js';
export type { BoostedTrees } from './learners/boosting/boost.js';
export type { Boosted } from './learners/boosting/boosted-trees.js';
export { boostedTrees, fitBoostedClassifier, fitBoostedRegressor } from './learners/boosting/boosted-trees.js';
export type { BoostingOptions, EarlyStopping } from './learners/boosting/boosting-options.js';
export type { Classifier, Learner, LearnOptions, Regressor } from './learners/learner.js';
export type { Term } from './learners/linear/design.js';
export { linear } from './learners/linear/linear.js';
export type { LinearModel, LinearOptions } from './learners/linear/linear-model.js';
export type { LogisticRegression } from './learners/linear/logistic-regression.js';
export { fitLogisticRegression } from './learners/linear/logistic-regression.js';
export type { RidgeRegression } from './learners/linear/ridge-regression.js';
export { fitRidgeRegression } from './learners/linear/ridge-regression.js';
export type { SidedTable, TableFeatures } from './learners/table-features.js';
export { tableFeatures } from './learners/table-features.js';
export type { ClassTarget, NumberTarget, Target } from './learners/target.js';
export type {
  CategoryMarginal,
  Marginal,
  NoMarginal,
  NumberMarginal,
  OfTables,
  UnnamedValues,
} from './marginals/marginal.js';
export { type MarginalsOptions, marginals } from './marginals/marginals.js';
export { type NearCopyOptions, nearCopyRows } from './near-copy/near-copy-rows.js';
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
export type { NearnessToBoth, NearnessToTraining } from './privacy/nearness.js';
export { type PrivacyMeasures, type PrivacyMeasuresOptions, privacyMeasures } from './privacy/privacy-measures.js';
export type { PrivacyReport } from './privacy/privacy-report.js';
export type { RowSample } from './privacy/row-sample.js';
export type { QualityReport, QualityReportOptions } from './quality-report.js';
export { qualityReport } from './quality-report.js';
export type { BaselineName, Baselines, C2stScores, Scorecard } from './scorecards/scorecard.js';
export { crossValidatedAuc, delongVariance } from './scores/auc-interval.js';
export { accuracy, f1Of, likeliestClasses, logLoss, macroF1 } from './scores/class-scores.js';
export type { MulticlassAuc } from './scores/multiclass-auc.js';
export { multiclassAuc } from './scores/multiclass-auc.js';
export { r2, rootMeanSquaredError } from './scores/regression-scores.js';
export { rocAuc } from './scores/roc-auc.js';
export type { MetadataInput } from './table-metadata.js';
export { utility } from './utility/utility.js';
export type { UtilityReport } from './utility/utility-report.js';
export type { UtilityOptions, UtilityResult, UtilityTables } from './utility/utility-result.js';
export type {
  ClassificationFigures,
  ClassificationScores,
  LearnerScores,
  NoScores,
  RegressionFigures,
  RegressionScores,
  ScoreIntervals,
  UtilityScores,
} from './utility/utility-scores.js';
