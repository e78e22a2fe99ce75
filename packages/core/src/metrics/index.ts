export { pearson } from '../numeric/correlation.js';
export type { BoundaryAdherenceOptions } from './boundary-adherence.js';
export { boundaryAdherence, boundaryAdherenceOf } from './boundary-adherence.js';
export { categoryAdherence, categoryAdherenceOf } from './category-adherence.js';
export { categoryCoverage } from './category-coverage.js';
export { type Contingency, contingency, contingencyDistance } from './contingency.js';
export type { ContingencySimilarityOptions, ContingencySimilarityResult } from './contingency-similarity.js';
export { contingencySimilarity, contingencySimilarityOf } from './contingency-similarity.js';
export type { CorrelationSimilarityOptions } from './correlation-similarity.js';
export { correlationSimilarity, correlationSimilarityOf } from './correlation-similarity.js';
export { cramersV } from './cramers-v.js';
export { datetimeFormatAdherence } from './datetime-format-adherence.js';
export type { EncodedQuality, EncodedQualityOptions, EncodedScores } from './encoded-quality.js';
export { createEncodedQuality } from './encoded-quality.js';
export { binCodes, equalWidthBins } from './equal-width-bins.js';
export type { JointCodes } from './joint-codes.js';
export { countCodes, jointCodes } from './joint-codes.js';
export { keyUniqueness, keyUniquenessOf } from './key-uniqueness.js';
export { ksComplement, ksComplementOf, roundedForKs } from './ks-complement.js';
export type {
  ColumnMetric,
  ColumnPair,
  ColumnPairMetric,
  ComparedResult,
  MetricDescription,
  MetricResult,
} from './metric.js';
export { missingValueSimilarity } from './missing-value-similarity.js';
export type { NewRowSynthesisOptions, NewRowSynthesisResult } from './new-row-synthesis.js';
export { newRowSynthesis } from './new-row-synthesis.js';
export type { NumericPair } from './numeric-pair.js';
export { numericPair } from './numeric-pair.js';
export { rangeCoverage, rangeCoverageOf } from './range-coverage.js';
export { regexFormatAdherence } from './regex-format-adherence.js';
export type { StatisticSimilarityOptions } from './statistic-similarity.js';
export { statisticSimilarity, statisticSimilarityOf } from './statistic-similarity.js';
export type { TableStructureOptions } from './table-structure.js';
export { tableStructure } from './table-structure.js';
export { tvComplement, tvComplementOf, tvComplementOfCounts } from './tv-complement.js';
