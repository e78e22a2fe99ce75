export { bootstrapRowsTable } from './baselines/bootstrap-rows-table.js';
export { independentColumnsTable } from './baselines/independent-columns-table.js';
export { createMemoryStore, type LandedRow, type MemoryStore, memorySink } from './memory-sink.js';
export { canonicalCell, type SinkCheck, type SinkCheckContext } from './sink-kit/sink-check.js';
export { type SinkConformanceOptions, sinkChecks, sinkConformance } from './sink-kit/sink-conformance.js';
