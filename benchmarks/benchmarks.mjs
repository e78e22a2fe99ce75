import { copulaQuality } from './copula/quality-benchmark.mjs';
import { copulaSpeed } from './copula/speed-benchmark.mjs';
import { csvSpeed } from './csv/csv-benchmark.mjs';
import { duckdbSpeed } from './duckdb/duckdb-benchmark.mjs';

/** In the order of RESULTS.md. Each has `run` (measure and keep) and `section` (Markdown of what is kept, or null). */
export const benchmarks = [copulaQuality, copulaSpeed, csvSpeed, duckdbSpeed];
