import type { SampleOptions } from '../synthesizer/sample-options.js';
import type { Table } from '../table/table.js';
import { throwIfAborted } from './abort.js';
import type { BatchOptions } from './protocol.js';
import type { RunningJob } from './run-job.js';
import type { SampleWorkers } from './sample-workers.js';
import { fromTableMessage } from './table-message.js';

/** Batches that each worker may be ahead of the reader: one that is read, one that it works on. */
const BATCHES_AHEAD = 2;

/** The rows to be made; all of it checked. */
interface WorkerSample extends Required<Pick<SampleOptions, 'start' | 'batchRows'>> {
  readonly rows: number;
  readonly options: Omit<BatchOptions, 'start'>;
  readonly workers: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Samples in worker threads that take turns, batch by batch: since a row depends on its index alone, it is the same
 * whichever worker makes it. The workers wait when the reader does.
 * @returns tables of at most `batchRows` rows, in order
 * @throws {NoWorkerError} before the first batch
 */
export async function* sampleInWorkers(
  pool: SampleWorkers,
  { rows, start, batchRows, options, workers, signal }: WorkerSample,
): AsyncGenerator<Table> {
  throwIfAborted(signal, 'sample');
  const batches = Math.max(1, Math.ceil(rows / batchRows));
  const taken = pool.take(Math.min(workers, batches), signal);
  const settled = Promise.allSettled(taken);
  let owing = true;
  try {
    const jobs: RunningJob[] = [];
    for (const job of taken) jobs.push(await job);
    const jobOf = (batch: number): RunningJob => jobs[batch % jobs.length]!;
    const request = (batch: number): void => {
      if (batch >= batches) return;
      const done = batch * batchRows;
      const wanted = Math.min(batchRows, rows - done);
      jobOf(batch).post({ type: 'rows', rows: wanted, options: { ...options, start: start + done } });
    };
    const ahead = BATCHES_AHEAD * jobs.length;
    for (let batch = 0; batch < ahead; batch++) request(batch);
    for (let batch = 0; batch < batches; batch++) {
      const answer = await jobOf(batch).next();
      throwIfAborted(signal, 'sample');
      if (answer.type !== 'sampled') throw new Error(`unexpected message "${answer.type}"`);
      request(batch + ahead);
      owing = batch < batches - 1;
      yield fromTableMessage(answer.table);
    }
  } finally {
    for (const job of await settled) {
      if (job.status === 'rejected') continue;
      if (owing || signal?.aborted) job.value.end();
      else pool.giveBack(job.value);
    }
  }
}
