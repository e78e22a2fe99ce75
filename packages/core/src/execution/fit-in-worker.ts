import type { CheckpointStore } from '../checkpoint/checkpoint-store.js';
import type { FitOptions } from '../synthesizer/fit-options.js';
import type { FitReport } from '../synthesizer/fit-report.js';
import type { FitStart } from '../synthesizer/fit-start.js';
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

/** The worker trains on while its owner writes. */
const keep = async (job: RunningJob, checkpoints: CheckpointStore, bytes: Uint8Array): Promise<void> => {
  try {
    await checkpoints.write(bytes);
    job.post({ type: 'kept', error: null });
  } catch (error) {
    job.post({ type: 'kept', error: toErrorMessage(error) });
  }
};

/**
 * Fits in a worker thread. A Table goes there once; any other source is read on this thread, one batch at a time as the
 * worker asks for it; checkpoints are written on this thread.
 * @returns the bytes of the model file, and the report
 * @throws {NoWorkerError} before any work was done, when the worker or the method cannot be loaded
 */
export const fitInWorker = async (
  module: ModuleReference,
  { options, checkpoint, earlier }: FitStart<object>,
  source: TableSource,
  { metadata, onProgress, signal, threads, maxSeconds, allowOtherBuild, checkpoints }: FitOptions,
): Promise<{ model: Uint8Array; report: FitReport }> => {
  const job = await runJob(
    {
      type: 'fit',
      module,
      options: { ...options },
      metadata,
      table: source instanceof Table ? toTableMessage(source) : null,
      limits: {
        ...(threads !== undefined && { threads }),
        ...(maxSeconds !== undefined && { maxSeconds }),
        ...(allowOtherBuild !== undefined && { allowOtherBuild }),
      },
      checkpoints: checkpoints ? { name: checkpoints.name, bytes: checkpoint?.bytes ?? null } : null,
      warmStart: earlier?.bytes ?? null,
    },
    { onProgress, signal },
  );
  let pass: AsyncIterator<Table> | null = null;
  let keeping: Promise<void> = Promise.resolve();
  try {
    while (true) {
      const answer = await job.next();
      if (answer.type === 'fitted') return answer;
      if (answer.type === 'keep') keeping = keep(job, checkpoints!, answer.bytes);
      else if (answer.type === 'open') {
        await pass?.return?.();
        pass = source.open()[Symbol.asyncIterator]();
      } else if (pass) await sendNext(job, pass);
    }
  } finally {
    job.end();
    await keeping;
    await pass?.return?.();
  }
};
