import { createRunId, type Metadata, type OnProgress, type SampleStream, type StreamOptions, stream } from '@cvd/core';
import { writeArrow, writeCsv, writeNdjson } from '@cvd/core/node';
import { InterruptedRunError } from '../errors/interrupted-run-error.js';
import { duckdbPackage } from './duckdb-package.js';
import { type Location, locationName, type StreamFormat } from './location.js';

interface WriteRowsOptions {
  /** Form of the rows on standard output. */
  readonly format: StreamFormat;
  readonly metadata: Metadata | null;
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
}

interface WrittenRows {
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

/** @throws {InterruptedRunError} when the signal came after rows had landed */
const writeDuckdb = async (
  sample: SampleStream,
  location: Extract<Location, { kind: 'duckdb' }>,
  options: StreamOptions & { readonly signal: AbortSignal },
): Promise<WrittenRows> => {
  const { duckdbSink } = await duckdbPackage('Writing to DuckDB');
  const runId = createRunId();
  let landed = 0;
  const onProgress: OnProgress = (progress) => {
    landed = progress.rows ?? landed;
    options.onProgress?.(progress);
  };
  try {
    const sink = duckdbSink({ path: location.path, table: location.table });
    const { written } = await stream(sample, sink, { ...options, runId, onProgress });
    return { rows: written, runId };
  } catch (error) {
    if (!options.signal.aborted || landed === 0) throw error;
    throw new InterruptedRunError(locationName(location), runId, landed, sample, error);
  }
};

/** Writes a sample to the place named on the command line; files appear whole or not at all. */
export const writeRows = async (
  sample: SampleStream,
  location: Location,
  { format, metadata, signal, onProgress }: WriteRowsOptions,
): Promise<WrittenRows> => {
  const streamOptions = { signal, onProgress, ...(metadata ? { metadata } : {}) };
  if (location.kind === 'duckdb') return writeDuckdb(sample, location, streamOptions);
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
