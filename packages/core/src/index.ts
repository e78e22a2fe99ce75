export type { CheckpointStore } from './checkpoint/checkpoint-store.js';
export type { ComparisonOperator, Condition } from './conditions/condition.js';
export { type Literal, type ParsedCondition, parseCondition } from './conditions/parse-condition.js';
export type { CsvParseOptions, CsvReadOptions } from './csv/csv-options.js';
export type { CsvWriteOptions } from './csv/csv-write-options.js';
export { csvTexts, formatCsv } from './csv/format-csv.js';
export { parseCsv } from './csv/parse-csv.js';
export { parseCsvStream } from './csv/parse-csv-stream.js';
export { sniffDelimiter } from './csv/sniff-delimiter.js';
export type {
  ContinuousSpec,
  DiscreteSpec,
  EncodedBatch,
  EncodedColumnSpec,
  EncodedConstraint,
  EncodedSchema,
  EncodedSource,
  EncodedValues,
} from './encoding/encoded-table.js';
export { AbortedError } from './errors/aborted-error.js';
export { CheckpointExistsError } from './errors/checkpoint-exists-error.js';
export { type CheckpointDifference, CheckpointMismatchError } from './errors/checkpoint-mismatch-error.js';
export { CheckpointMissingError } from './errors/checkpoint-missing-error.js';
export { ConditionTooRareError } from './errors/condition-too-rare-error.js';
export { ConditionsUnsupportedError } from './errors/conditions-unsupported-error.js';
export { CsvEncodingError } from './errors/csv-encoding-error.js';
export { CsvHeaderError } from './errors/csv-header-error.js';
export { CsvRaggedRowError } from './errors/csv-ragged-row-error.js';
export { CsvSyntaxError } from './errors/csv-syntax-error.js';
export { CsvValueError } from './errors/csv-value-error.js';
export { CvdError, type CvdErrorOptions } from './errors/cvd-error.js';
export { DisposedError } from './errors/disposed-error.js';
export { DomainError } from './errors/domain-error.js';
export { DuplicateMethodError } from './errors/duplicate-method-error.js';
export { EmptyTableError } from './errors/empty-table-error.js';
export { type ErrorCode, errorCodes } from './errors/error-codes.js';
export { FileNotFoundError } from './errors/file-not-found-error.js';
export { FileReadError } from './errors/file-read-error.js';
export { FileWriteError } from './errors/file-write-error.js';
export { IdsExhaustedError } from './errors/ids-exhausted-error.js';
export { ImpossibleConditionError } from './errors/impossible-condition-error.js';
export { InvalidCheckpointError } from './errors/invalid-checkpoint-error.js';
export { InvalidColumnError } from './errors/invalid-column-error.js';
export { InvalidConditionError } from './errors/invalid-condition-error.js';
export { InvalidMetadataError } from './errors/invalid-metadata-error.js';
export { InvalidModelFileError } from './errors/invalid-model-file-error.js';
export { InvalidOptionError } from './errors/invalid-option-error.js';
export { InvalidRowCountError } from './errors/invalid-row-count-error.js';
export { InvalidRowError } from './errors/invalid-row-error.js';
export { InvalidValueError } from './errors/invalid-value-error.js';
export { MetadataMismatchError } from './errors/metadata-mismatch-error.js';
export { MetricInputError, type MetricInputReason } from './errors/metric-input-error.js';
export { MissingPeerError } from './errors/missing-peer-error.js';
export { ModelVersionError } from './errors/model-version-error.js';
export { NdjsonSyntaxError } from './errors/ndjson-syntax-error.js';
export { NdjsonValueError } from './errors/ndjson-value-error.js';
export { NoConvergenceError } from './errors/no-convergence-error.js';
export { NotFittedError } from './errors/not-fitted-error.js';
export { NotPositiveDefiniteError } from './errors/not-positive-definite-error.js';
export { NotResumableError } from './errors/not-resumable-error.js';
export { RunMismatchError } from './errors/run-mismatch-error.js';
export { SampleConsumedError } from './errors/sample-consumed-error.js';
export { SinkClosedError } from './errors/sink-closed-error.js';
export { SinkLockedError } from './errors/sink-locked-error.js';
export { type SchemaMismatch, SinkSchemaError } from './errors/sink-schema-error.js';
export { SinkWriteError } from './errors/sink-write-error.js';
export { SourceChangedError } from './errors/source-changed-error.js';
export { TooManyRowsError } from './errors/too-many-rows-error.js';
export { TransformError } from './errors/transform-error.js';
export { UnknownColumnError } from './errors/unknown-column-error.js';
export { UnknownMethodError } from './errors/unknown-method-error.js';
export { WarmStartError } from './errors/warm-start-error.js';
export { WorkerFailedError } from './errors/worker-failed-error.js';
export { throwIfAborted } from './execution/abort.js';
export { type CallInWorkerOptions, callInWorker } from './execution/call-in-worker.js';
export { availableThreads } from './execution/parallelism.js';
export { NoWorkerError } from './execution/run-job.js';
export { fromTableMessage, type TableMessage, toTableMessage } from './execution/table-message.js';
export { yieldToEventLoop } from './execution/yield.js';
export { type BinnedFeature, type BinnedTable, binTable } from './histogram-trees/binned-table.js';
export { type FeatureBins, type FitBinsOptions, fitBins } from './histogram-trees/feature-bins.js';
export type { Gradients } from './histogram-trees/gradient-histogram.js';
export { type GrownLeaf, type GrownTree, growTree } from './histogram-trees/grow-tree.js';
export { addPredictions, type HistogramTree, leafOf } from './histogram-trees/histogram-tree.js';
export {
  type CategoryFeature,
  featureRows,
  gatherFeature,
  type NumberFeature,
  type TreeFeature,
} from './histogram-trees/tree-feature.js';
export { defaultTreeOptions, type TreeOptions } from './histogram-trees/tree-options.js';
export { type TreeWorkspace, treeWorkspace } from './histogram-trees/tree-workspace.js';
export {
  type DatetimeFormat,
  type DatetimeStyle,
  datetimeFormat,
  formatDatetime,
  type ParsedDatetime,
  parseDatetime,
} from './metadata/datetime-format.js';
export type { ColumnDecision } from './metadata/detect/decision.js';
export type { DetectedMetadata } from './metadata/detect/detection.js';
export { formatDecisions } from './metadata/detect/format-decisions.js';
export { type DetectSourceOptions, detectMetadataOf, detectSource } from './metadata/detect-source.js';
export { type DetectOptions, detectMetadata } from './metadata/detect-table.js';
export { formatMetadata } from './metadata/format-metadata.js';
export type {
  ColumnMetadata,
  ComputerRepresentation,
  Metadata,
  ModelledSdtype,
  TableMetadata,
} from './metadata/metadata.js';
export { type ParseMetadataOptions, parseMetadata } from './metadata/parse-metadata.js';
export { isModelled, isPersonalKind, personalKinds } from './metadata/sdtypes.js';
export { columnMetadata, columnsBySdtype, keyColumns, tableMetadata } from './metadata/table-metadata.js';
export type { Violation, ViolationRule } from './metadata/validate/violation.js';
export { assertSourceMatches, type ValidateSourceOptions, validateSource } from './metadata/validate-source.js';
export { assertTableMatches, validateTable } from './metadata/validate-table.js';
export { decodeModelFile } from './model-file/decode-model-file.js';
export { encodeModelFile } from './model-file/encode-model-file.js';
export { type FactoryLookup, loadModel } from './model-file/load-model.js';
export { modelDigest } from './model-file/model-digest.js';
export type { ModelFile, Tensor, TensorDtype } from './model-file/model-file.js';
export { formatNdjson, ndjsonTexts } from './ndjson/format-ndjson.js';
export { JsonColumn } from './ndjson/json-column.js';
export { type JsonRow, jsonRows } from './ndjson/json-rows.js';
export type { NdjsonParseOptions, NdjsonReadOptions } from './ndjson/ndjson-options.js';
export { parseLine as parseJsonRow } from './ndjson/parse-line.js';
export { parseNdjson, parseNdjsonStream } from './ndjson/parse-ndjson.js';
// numerical functions
export { bivariateNormalCdf, bivariateNormalRectangle } from './numeric/bivariate-normal.js';
export { choleskyInto } from './numeric/cholesky.js';
export { pearson, spearman } from './numeric/correlation.js';
export { digamma, trigamma } from './numeric/digamma.js';
export { type BetaParameters, betaDistribution } from './numeric/distributions/beta-distribution.js';
export type { Distribution } from './numeric/distributions/distribution.js';
export { type GammaParameters, gammaDistribution } from './numeric/distributions/gamma-distribution.js';
export { normalDistribution } from './numeric/distributions/normal-distribution.js';
export {
  type TruncatedNormalParameters,
  truncatedNormalDistribution,
} from './numeric/distributions/truncated-normal-distribution.js';
export { uniformDistribution } from './numeric/distributions/uniform-distribution.js';
export { erfc, erfcx } from './numeric/erfc.js';
export { exp, expm1 } from './numeric/exp.js';
export { type FindRootOptions, findRoot } from './numeric/find-root.js';
export { logBeta, regularisedBeta, regularisedBetaUpper } from './numeric/incomplete-beta.js';
export { gammaP, gammaQ } from './numeric/incomplete-gamma.js';
export { regularisedBetaInverse } from './numeric/inverse-beta.js';
export { gammaPInverse, gammaQInverse } from './numeric/inverse-gamma.js';
export { log, log1p } from './numeric/log.js';
export { logGamma } from './numeric/log-gamma.js';
export { type MinimizeOptions, type Minimum, minimize } from './numeric/minimize.js';
export { type MinimizeScalarOptions, minimizeScalar, type ScalarMinimum } from './numeric/minimize-scalar.js';
export {
  type NearestCorrelation,
  type NearestCorrelationOptions,
  nearestCorrelation,
} from './numeric/nearest-correlation.js';
export {
  normalCdf,
  normalInterval,
  normalLogCdf,
  normalLogPdf,
  normalLogSf,
  normalPdf,
  normalSf,
} from './numeric/normal.js';
export { normalLogInterval } from './numeric/normal-log-interval.js';
export { normalQuantile, normalQuantileFromLog } from './numeric/normal-quantile.js';
export { quantileSorted } from './numeric/quantile-sorted.js';
export { averageRanks, averageRanksInto } from './numeric/ranks.js';
export { type SymmetricEigen, symmetricEigen } from './numeric/symmetric-eigen.js';
export {
  invertFromLowerInto,
  lowerTimesInto,
  solveLowerInto,
  solveLowerTransposedInto,
} from './numeric/triangular.js';
export { asin, cos, sin } from './numeric/trigonometry.js';
export { truncatedNormalQuantile } from './numeric/truncated-normal.js';
export type { JsonSchema } from './options/json-schema.js';
export { resolveOptions } from './options/resolve-options.js';
export type { OnProgress, Progress } from './progress/progress.js';
export { createRandomSource } from './random/counter-random.js';
export { philox4x32 } from './random/philox.js';
export type { RandomSource } from './random/random-source.js';
export { quoteIdentifier } from './sink/quote-identifier.js';
export { checkRowIndices, rowIndexAt } from './sink/row-index.js';
export { createRunGuard } from './sink/run-guard.js';
export { createRunId, isRunId } from './sink/run-id.js';
export { defaultServiceColumns, type ServiceColumns, serviceColumnKeys } from './sink/service-columns.js';
export type {
  Batch,
  Lineage,
  Sink,
  SinkCapabilities,
  SinkOpenOptions,
  WriteOptions,
  WriteReceipt,
} from './sink/sink.js';
export { type SinkLifecycle, sinkLifecycle } from './sink/sink-lifecycle.js';
export { type StreamOptions, type StreamReceipt, stream } from './sink/stream.js';
export { decodeSpans } from './spans/decode-spans.js';
export { type EncodeSpansOptions, encodeSpans } from './spans/encode-spans.js';
export { type FitSpanLayoutOptions, fitSpanLayout } from './spans/fit-span-layout.js';
export { type GatheredColumn, gatherEncoded } from './spans/gather-encoded.js';
export { type PackedRows, packRows } from './spans/pack-rows.js';
export { restoreSpanLayout, saveSpanLayout } from './spans/saved-span-layout.js';
export type { Codes, Span, SpanColumn, SpanLayout, SpanTable } from './spans/span-layout.js';
export { choiceTargets, type RowIds, scalarsInto } from './spans/write-rows.js';
export type { SynthesizerCapabilities } from './synthesizer/capabilities.js';
export { defineSynthesizer } from './synthesizer/define-synthesizer.js';
export type { ColumnDescription, ModelDescription } from './synthesizer/describe.js';
export type { SynthesizerFactory } from './synthesizer/factory.js';
export type { Execution, FitOptions } from './synthesizer/fit-options.js';
export type { CategoriesNotKept, Clip, FitReport, Warning } from './synthesizer/fit-report.js';
export type { FittedMethod, Method, MethodFitContext, MethodSampler, SavedMethod } from './synthesizer/method.js';
export { createRegistry, type Registry } from './synthesizer/registry.js';
export type { SampleOptions } from './synthesizer/sample-options.js';
export type { SampleStream } from './synthesizer/sample-stream.js';
export type { Synthesizer } from './synthesizer/synthesizer.js';
export { BigIntBuilder } from './table/bigint-builder.js';
export { bitAt, clearBit, createBits, setBit } from './table/bits.js';
export { BoolBuilder } from './table/bool-builder.js';
export { cellAt, isPresent, missingCount } from './table/cell.js';
export type {
  BoolColumn,
  CellValue,
  Column,
  ColumnType,
  Float64Column,
  Int64Column,
  TimestampColumn,
  TimestampUnit,
  Utf8Column,
} from './table/column.js';
export { type ColumnSpec, type ColumnSpecs, columnSpecs, specOf, type TimestampSpec } from './table/column-spec.js';
export { concatTables } from './table/concat-tables.js';
export { Float64Builder } from './table/float64-builder.js';
export { gatherRows } from './table/gather-rows.js';
export { type ParsedTimestamp, parseTimestamp } from './table/parse-timestamp.js';
export type { TableSource } from './table/source.js';
export { Table } from './table/table.js';
export { type ColumnInput, type ColumnInputs, columnFrom, tableFromColumns } from './table/table-from-columns.js';
export { tableFromRows } from './table/table-from-rows.js';
export { batchesOf, type TableInput } from './table/table-input.js';
export { Utf8Builder } from './table/utf8-builder.js';
export { createValueBuilder, type ValueBuilder } from './table/value-builder.js';
export { fitMixture, type MixtureFit, type MixtureOptions } from './transformers/mixture/fit-mixture.js';
export type { Mixture } from './transformers/mixture/mixture.js';
export { chooseTransformer, transformerNamed, transformers } from './transformers/registry.js';
export type {
  FittedTransformer,
  PreparationSettings,
  SavedTransformer,
  Transformer,
  TransformerContext,
  TransformerFit,
} from './transformers/transformer.js';
export { packageVersion } from './version.js';
