import { CvdError, type SampleStream, type Sink, type Synthesizer, throwIfAborted } from '@cvd/core';
import { ShardRefusedError } from './shard-refused-error.js';
import type { ShardRequest } from './shard-request.js';

export interface DoShardOptions {
  /** Rows of one write, at most. */
  readonly batchRows: number;
  /** Threads that make rows, at most. */
  readonly threads?: number;
  readonly signal?: AbortSignal;
  /** Called with the rows of each write that has settled. */
  readonly onRows?: (rows: number) => void;
}

/**
 * A failure to make rows is taken for the request's own, whatever it is: let through, it would end this worker, then the next one
 * that gets the request, and so on.
 */
const orRefuse = (error: unknown): never => {
  if (CvdError.isInstance(error) && (error.retryable || error.code === 'CVD_ABORTED')) throw error;
  const problem = error instanceof Error ? error.message : String(error);
  throw new ShardRefusedError(`its rows cannot be made: ${problem}`, { cause: error });
};

/** Rows that the destination would take from no worker: another sample under the run's id, other columns, a row too large. */
const refusedRows: readonly string[] = ['CVD_RUN_MISMATCH', 'CVD_SINK_SCHEMA', 'CVD_ROW_TOO_LARGE'];

const isRequestsFault = (error: unknown): boolean => CvdError.isInstance(error) && refusedRows.includes(error.code);

async function* tablesOf(sample: SampleStream): AsyncGenerator<Awaited<ReturnType<SampleStream['toTable']>>> {
  try {
    yield* sample;
  } catch (error) {
    orRefuse(error);
  }
}

const sampleOf = (model: Synthesizer, { rows, start, seed }: ShardRequest, options: DoShardOptions): SampleStream => {
  const { batchRows, threads, signal } = options;
  try {
    return model.sample(rows, {
      start,
      seed,
      batchRows,
      ...(threads === undefined ? {} : { workers: threads }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    return orRefuse(error);
  }
};

/**
 * Makes the rows of a shard and writes them with their identity. Settles when the sink has all of them; a shard that was
 * done before, wholly or in part, gives the same rows under the same identities.
 * @returns how many rows were written
 * @throws {ShardRefusedError} where the request is at fault
 * @throws {AbortedError} through the signal, and whatever the sink throws
 */
export const doShard = async (
  request: ShardRequest,
  model: Synthesizer,
  sink: Sink,
  options: DoShardOptions,
): Promise<number> => {
  const { signal, onRows } = options;
  const sample = sampleOf(model, request, options);
  const { runId, start } = request;
  let rows = 0;
  for await (const table of tablesOf(sample)) {
    throwIfAborted(signal, 'shard');
    const batch = { table, runId, firstRow: start + rows, fingerprint: sample.fingerprint };
    try {
      await sink.write(batch, signal === undefined ? {} : { signal });
    } catch (cause) {
      if (!isRequestsFault(cause)) throw cause;
      throw new ShardRefusedError(`its rows were refused: ${(cause as Error).message}`, { cause });
    }
    rows += table.rows;
    onRows?.(table.rows);
  }
  await sink.flush();
  return rows;
};
