export { bootstrapRowsTable } from './baselines/bootstrap-rows-table.js';
export { independentColumnsTable } from './baselines/independent-columns-table.js';
export { allColumns } from './columns/all-columns.js';
export { type CaseOptions, type ColumnCase, columnCase } from './columns/column-case.js';
export { type UnfitColumn, unfitColumns } from './columns/unfit-columns.js';
export { createMemoryStore, type LandedRow, type MemoryStore, memorySink } from './memory-sink.js';
export { bootstrapRows, independentColumns } from './methods/baselines.js';
export { minimal } from './methods/minimal.js';
export { stepwise } from './methods/stepwise.js';
export { canonicalCell, type SinkCheck, type SinkCheckContext } from './sink-kit/sink-check.js';
export { type SinkConformanceOptions, sinkChecks, sinkConformance } from './sink-kit/sink-conformance.js';
export type { CheckContext, ConformanceCheck } from './synthesizer-kit/check.js';
export {
  type ConformanceOptions,
  synthesizerChecks,
  synthesizerConformance,
} from './synthesizer-kit/synthesizer-conformance.js';
export { mixedTable } from './synthesizer-kit/tables.js';
export type { TransformerCheck } from './transformer-kit/transformer-check.js';
export type { Trial } from './transformer-kit/trial.js';
export { type TransformerKitOptions, transformerChecks, transformerKit } from './transformer-kit.js';
