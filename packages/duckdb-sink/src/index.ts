export type { ServiceColumns } from '@cvd/core';
export { type DuckdbSinkOptions, duckdbSink } from './duckdb-sink.js';
export { type DuckdbReadOptions, type DuckdbSourceOptions, duckdbSource, readDuckdb } from './duckdb-source.js';
export { parquetSink, type WriteParquetOptions, writeParquet } from './parquet-sink.js';
export { type ParquetReadOptions, parquetSource, readParquet } from './parquet-source.js';
