import type { OnProgress } from '../progress/progress.js';
import type { ModuleReference } from './protocol.js';
import { runJob } from './run-job.js';

export interface CallInWorkerOptions {
  /** What an {@link AbortedError} calls the work. */
  readonly operation: string;
  readonly onProgress?: OnProgress | undefined;
  /** Ends the worker at once. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Calls an exported async function `(argument, { onProgress }) => result` in a worker thread of its own. Argument and
 * result are cloned; tables travel as `toTableMessage` makes them.
 * @param module - where the worker finds the function: a module URL and the name of its export
 * @throws {NoWorkerError} before any work was done, when there are no threads or the module cannot be loaded
 * @throws {AbortedError | WorkerFailedError} and whatever the function threw
 */
export const callInWorker = async <Result>(
  module: ModuleReference,
  argument: unknown,
  { operation, onProgress, signal }: CallInWorkerOptions,
): Promise<Result> => {
  const job = await runJob({ type: 'call', module, operation, argument }, { onProgress, signal });
  try {
    const answer = await job.next();
    if (answer.type !== 'result') throw new Error(`unexpected message "${answer.type}"`);
    return answer.value as Result;
  } finally {
    job.end();
  }
};
