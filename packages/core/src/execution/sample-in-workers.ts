import type { SampleOptions } from '../synthesizer/sample-options.js';
import type { Table } from '../table/table.js';
import type { ModuleReference } from './protocol.js';
import { type RunningJob, runJob } from './run-job.js';
import { fromTableMessage } from './table-message.js';

/** Batches that a worker makes at a stretch. */
const CHUNK_BATCHES = 4;
/** Chunks that each worker may be ahead of the reader: one it is read from, one it works on. */
const CHUNKS_AHEAD = 2;

/** The rows to be made; all of it checked. */
interface WorkerSample extends Required<Pick<SampleOptions, 'start' | 'batchRows'>> {
  readonly module: ModuleReference;
  readonly model: Uint8Array;
  readonly rows: number;
  readonly options: Pick<SampleOptions, 'seed' | 'where' | 'maxTries'>;
  readonly workers: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Samples in worker threads that take turns, chunk by chunk: since a row depends on its index alone, it is the same
 * whichever worker makes it. The workers wait when the reader does.
 * @returns tables of at most `batchRows` rows, in order
 * @throws {NoWorkerError} before the first batch
 */
export async function* sampleInWorkers({
  module,
  model,
  rows,
  start,
  batchRows,
  options,
  workers,
  signal,
}: WorkerSample): AsyncGenerator<Table> {
  const chunkRows = CHUNK_BATCHES * batchRows;
  const chunks = Math.max(1, Math.ceil(rows / chunkRows));
  const rowsOf = (chunk: number): number => Math.min(chunkRows, rows - chunk * chunkRows);
  const starting = Array.from({ length: Math.min(workers, chunks) }, () =>
    runJob({ type: 'sample', module, model, options: { ...options, batchRows } }, { signal }),
  );
  const jobs: RunningJob[] = [];
  try {
    for (const job of starting) jobs.push(await job);
    const jobOf = (chunk: number): RunningJob => jobs[chunk % jobs.length]!;
    const request = (chunk: number): void => {
      if (chunk < chunks) jobOf(chunk).post({ type: 'rows', start: start + chunk * chunkRows, rows: rowsOf(chunk) });
    };
    const ahead = CHUNKS_AHEAD * jobs.length;
    for (let chunk = 0; chunk < ahead; chunk++) request(chunk);
    for (let chunk = 0; chunk < chunks; chunk++) {
      const batches = Math.max(1, Math.ceil(rowsOf(chunk) / batchRows));
      for (let batch = 0; batch < batches; batch++) {
        const answer = await jobOf(chunk).next();
        if (answer.type !== 'sampled') throw new Error(`unexpected message "${answer.type}"`);
        yield fromTableMessage(answer.table);
      }
      request(chunk + ahead);
    }
  } finally {
    for (const job of await Promise.allSettled(starting)) if (job.status === 'fulfilled') job.value.end();
  }
}
