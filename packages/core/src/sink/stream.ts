import { InvalidOptionError } from '../errors/invalid-option-error.js';
import { InvalidRowCountError } from '../errors/invalid-row-count-error.js';
import { throwIfAborted } from '../execution/abort.js';
import type { Metadata } from '../metadata/metadata.js';
import type { OnProgress, Progress } from '../progress/progress.js';
import type { SampleStream } from '../synthesizer/sample-stream.js';
import { createRunId, isRunId } from './run-id.js';
import type { Sink, SinkOpenOptions } from './sink.js';

export interface StreamOptions {
  /** Continues this run: rows that are there are refused. A new run without it. */
  readonly runId?: string;
  /** Rows a write carries at most; tables of the sample are cut, never joined. @default as the sample yields them */
  readonly batchRows?: number;
  /** For sinks that create tables. @default that of the sample */
  readonly metadata?: Metadata;
  /** Stops after the write in hand. */
  readonly signal?: AbortSignal;
  readonly onProgress?: OnProgress;
}

/** What became of a stream. */
export interface StreamReceipt {
  /** Give it to a later call to finish or repeat the run without a row landing twice. */
  readonly runId: string;
  /** Rows that were carried: written + refused. */
  readonly rows: number;
  readonly written: number;
  /** Rows the target already had. */
  readonly refused: number;
}

const progressAt = (rows: number, of: number, started: number): Progress => {
  const seconds = (performance.now() - started) / 1000;
  const rate = seconds > 0 ? rows / seconds : 0;
  return {
    phase: 'streaming',
    fraction: of === 0 ? 1 : rows / of,
    rows,
    ...(rate > 0 ? { rowsPerSecond: rate, secondsLeft: (of - rows) / rate } : {}),
  };
};

const openOptions = (sample: SampleStream, { metadata = sample.metadata, signal }: StreamOptions): SinkOpenOptions => ({
  metadata,
  ...(signal === undefined ? {} : { signal }),
});

/**
 * Carries a sample into a sink: opens it, writes the rows in order, each batch after the one before has settled, flushes
 * and closes. On an error or abort the sink is closed with `abort` and the error thrown on; rows that were durable stay,
 * and the same sample under the same run id finishes the work.
 * @throws {AbortedError} through the signal
 * @throws {RunMismatchError} when the run id belongs to another model, seed or condition
 * @throws {InvalidOptionError | InvalidRowCountError} for a run id that is no UUID or batchRows below 1
 */
export const stream = async (sample: SampleStream, sink: Sink, options: StreamOptions = {}): Promise<StreamReceipt> => {
  const { runId = createRunId(), batchRows = Number.POSITIVE_INFINITY, signal, onProgress } = options;
  if (!isRunId(runId)) throw new InvalidOptionError('stream', 'runId', `must be a UUID; got ${JSON.stringify(runId)}`);
  if (!(batchRows >= 1)) throw new InvalidRowCountError('batchRows', batchRows, 1);
  const writeOptions = signal === undefined ? {} : { signal };
  const started = performance.now();
  let rows = 0;
  let written = 0;
  let refused = 0;
  try {
    throwIfAborted(signal, 'stream');
    await sink.open(openOptions(sample, options));
    for await (const table of sample) {
      const parts = table.rows === 0 ? [table] : table.batches(Math.floor(batchRows));
      for (const part of parts) {
        throwIfAborted(signal, 'stream');
        const batch = { table: part, runId, firstRow: sample.start + rows, fingerprint: sample.fingerprint };
        const receipt = await sink.write(batch, writeOptions);
        rows += part.rows;
        written += receipt.written;
        refused += receipt.refused;
        onProgress?.(progressAt(rows, sample.rows, started));
      }
    }
    throwIfAborted(signal, 'stream');
    await sink.flush();
    await sink.close();
  } catch (error) {
    await sink.close({ abort: true }).catch(() => {}); // the first error is the one to be told
    throw error;
  }
  return { runId, rows, written, refused };
};
