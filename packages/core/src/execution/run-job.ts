import { AbortedError } from '../errors/aborted-error.js';
import { WorkerFailedError } from '../errors/worker-failed-error.js';
import type { OnProgress } from '../progress/progress.js';
import { fromErrorMessage } from './error-message.js';
import { createInbox } from './inbox.js';
import { type FromWorker, type Job, operationOf, type ToWorker } from './protocol.js';
import { startThread, type Thread } from './thread.js';

/** No worker could be started here, or it could not load the method: the work may be done inline instead. */
export class NoWorkerError extends Error {}

/** What the owner of a job hears, but for progress, 'ready' and errors. */
export type Answer = Exclude<FromWorker, { type: 'ready' | 'progress' | 'error' }>;

export interface RunningJob {
  /** The worker's next message. @throws {NoWorkerError | AbortedError | WorkerFailedError} and whatever the work threw */
  next(): Promise<Answer>;
  post(message: ToWorker): void;
  /** Ends the worker; must be called in the end. */
  end(): void;
}

type Event = FromWorker | { readonly type: 'aborted' } | { readonly type: 'ended'; readonly reason: string };

const open = (job: Job): Thread<FromWorker, Job | ToWorker> => {
  const thread = startThread<FromWorker, Job | ToWorker>();
  if (!thread) throw new NoWorkerError('this runtime has no worker threads');
  thread.post(job);
  return thread;
};

/**
 * Starts a job in a worker of its own. An abort ends the worker at once: everything it did is in its own memory.
 * @throws {NoWorkerError}
 */
export const runJob = (
  job: Job,
  { onProgress, signal }: { readonly onProgress?: OnProgress | undefined; readonly signal?: AbortSignal | undefined },
): RunningJob => {
  if (signal?.aborted) throw new AbortedError(operationOf(job));
  const thread = open(job);
  const inbox = createInbox<Event>();
  let ready = false;
  const onAbort = (): void => inbox.put({ type: 'aborted' });
  signal?.addEventListener('abort', onAbort);
  thread.onMessage((message) => {
    if (message.type === 'progress') onProgress?.(message.progress);
    else inbox.put(message);
  });
  thread.onEnd((reason) => inbox.put({ type: 'ended', reason }));
  const next = async (): Promise<Answer> => {
    const event = await inbox.take();
    switch (event.type) {
      case 'ready':
        ready = true;
        return next();
      case 'progress':
        return next();
      case 'aborted':
        throw new AbortedError(operationOf(job));
      case 'error':
        throw ready ? fromErrorMessage(event.error) : new NoWorkerError(event.error.message);
      case 'ended':
        throw ready ? new WorkerFailedError(operationOf(job), event.reason) : new NoWorkerError(event.reason);
      default:
        return event;
    }
  };
  return {
    next,
    post: (message) => thread.post(message),
    end: () => {
      signal?.removeEventListener('abort', onAbort);
      thread.terminate();
    },
  };
};
