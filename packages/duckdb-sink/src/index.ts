export { type DuckdbSinkOptions, duckdbSink } from './duckdb-sink.js';
export type { ServiceColumns } from './service-columns.js';
