import { type Metadata, type OnProgress, type SampleStream, stream } from '@cvd/core';
import { writeArrow, writeCsv, writeNdjson } from '@cvd/core/node';
import { duckdbPackage } from './duckdb-package.js';
import type { Location, StreamFormat } from './location.js';

export interface WriteRowsOptions {
  /** Form of the rows on standard output. */
  readonly format: StreamFormat;
  readonly metadata: Metadata | null;
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
}

export interface WrittenRows {
  readonly rows: number;
  /** Under which a warehouse knows the rows; null for files, which have no identities. */
  readonly runId: string | null;
}

/** Tells of rows written the way other long work tells of itself. */
const watchRows = (total: number, onProgress: OnProgress): ((rows: number) => void) => {
  const started = performance.now();
  return (rows) => {
    const rowsPerSecond = (1000 * rows) / Math.max(1, performance.now() - started);
    const rate = rows === 0 ? {} : { rowsPerSecond, secondsLeft: (total - rows) / rowsPerSecond };
    onProgress({ phase: 'sampling', fraction: total === 0 ? 1 : rows / total, rows, ...rate });
  };
};

const writers = { csv: writeCsv, ndjson: writeNdjson, arrow: writeArrow };

/** Writes a sample to the place named on the command line; files appear whole or not at all. */
export const writeRows = async (
  sample: SampleStream,
  location: Location,
  { format, metadata, signal, onProgress }: WriteRowsOptions,
): Promise<WrittenRows> => {
  const streamOptions = { signal, onProgress, ...(metadata ? { metadata } : {}) };
  if (location.kind === 'duckdb') {
    const { duckdbSink } = await duckdbPackage('Writing to DuckDB');
    const sink = duckdbSink({ path: location.path, table: location.table });
    const { written, runId } = await stream(sample, sink, streamOptions);
    return { rows: written, runId };
  }
  if (location.kind === 'parquet') {
    const { parquetSink } = await duckdbPackage('Writing Parquet');
    const { written } = await stream(sample, parquetSink(location.path), streamOptions);
    return { rows: written, runId: null };
  }
  const target = location.kind === 'stdout' ? process.stdout : location.path;
  const write = writers[location.kind === 'stdout' ? format : location.format];
  const { rows } = await write(sample, target, { signal, onRows: watchRows(sample.rows, onProgress) });
  return { rows, runId: null };
};
