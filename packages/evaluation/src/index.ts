export type { WatchOptions } from './checkpoint.js';
export type { ColumnPairTrends, PairScore } from './column-pair-trends.js';
export type { ColumnScore, ColumnShapes } from './column-shapes.js';
export type { PairThresholds } from './pair-thresholds.js';
export { defaultPairThresholds } from './pair-thresholds.js';
export type { QualityReport, QualityReportOptions } from './quality-report.js';
export { qualityReport } from './quality-report.js';
