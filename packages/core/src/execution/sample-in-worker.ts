import type { SampleOptions } from '../synthesizer/sample-options.js';
import type { Table } from '../table/table.js';
import type { ModuleReference } from './protocol.js';
import { runJob } from './run-job.js';
import { fromTableMessage } from './table-message.js';

/** Batches that the worker may be ahead of the reader. */
const AHEAD = 2;

/** Samples in a worker thread; the worker waits when the reader does. @throws {NoWorkerError} before the first batch */
export async function* sampleInWorker(
  module: ModuleReference,
  model: Uint8Array,
  rows: number,
  { onProgress, signal, execution: _, ...options }: SampleOptions,
): AsyncGenerator<Table> {
  const job = runJob({ type: 'sample', module, model, rows, options }, { onProgress, signal });
  try {
    for (let i = 0; i < AHEAD; i++) job.post({ type: 'more' });
    while (true) {
      const answer = await job.next();
      if (answer.type !== 'sampled') return;
      yield fromTableMessage(answer.table);
      job.post({ type: 'more' });
    }
  } finally {
    job.end();
  }
}
