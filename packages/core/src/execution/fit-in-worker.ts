import type { FitOptions } from '../synthesizer/fit-options.js';
import type { FitReport } from '../synthesizer/fit-report.js';
import type { TableSource } from '../table/source.js';
import { Table } from '../table/table.js';
import { toErrorMessage } from './error-message.js';
import type { ModuleReference } from './protocol.js';
import { type RunningJob, runJob } from './run-job.js';
import { toTableMessage } from './table-message.js';

const sendNext = async (job: RunningJob, pass: AsyncIterator<Table>): Promise<void> => {
  try {
    const { done, value } = await pass.next();
    job.post({ type: 'batch', table: done ? null : toTableMessage(value) });
  } catch (error) {
    job.post({ type: 'source-error', error: toErrorMessage(error) });
  }
};

/**
 * Fits in a worker thread. A Table goes there once; any other source is read on this thread, one batch at a time as the
 * worker asks for it.
 * @returns the bytes of the model file, and the report
 * @throws {NoWorkerError} before any work was done, when the worker or the method cannot be loaded
 */
export const fitInWorker = async (
  module: ModuleReference,
  options: Readonly<Record<string, unknown>>,
  source: TableSource,
  { metadata, onProgress, signal }: FitOptions,
): Promise<{ model: Uint8Array; report: FitReport }> => {
  const table = source instanceof Table ? toTableMessage(source) : null;
  const job = await runJob({ type: 'fit', module, options, metadata, table }, { onProgress, signal });
  let pass: AsyncIterator<Table> | null = null;
  try {
    while (true) {
      const answer = await job.next();
      if (answer.type === 'fitted') return answer;
      if (answer.type === 'open') {
        await pass?.return?.();
        pass = source.open()[Symbol.asyncIterator]();
      } else if (pass) await sendNext(job, pass);
    }
  } finally {
    job.end();
    await pass?.return?.();
  }
};
