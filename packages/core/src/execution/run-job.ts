import { AbortedError } from '../errors/aborted-error.js';
import { WorkerFailedError } from '../errors/worker-failed-error.js';
import type { OnProgress } from '../progress/progress.js';
import { throwIfAborted } from './abort.js';
import { fromErrorMessage } from './error-message.js';
import { createInbox } from './inbox.js';
import { type FromWorker, type Job, operationOf, type ToWorker } from './protocol.js';
import { startThread, type Thread } from './thread.js';

/** No worker could be started here, or it could not load the method: the work may be done inline instead. */
export class NoWorkerError extends Error {}

type Event =
  | Exclude<FromWorker, { type: 'progress' }>
  | { readonly type: 'aborted' }
  | { readonly type: 'ended'; readonly reason: string };

/** What the owner of a job that has started hears. */
type Answer = Exclude<Event, { type: 'aborted' | 'ended' | 'error' }>;

export interface RunningJob {
  /** The worker's next message. @throws {AbortedError | WorkerFailedError} and whatever the work threw */
  next(): Promise<Answer>;
  post(message: ToWorker): void;
  /** From now on `next` throws once this signal is aborted, and no earlier one any longer. */
  watch(signal: AbortSignal | undefined): void;
  /** Whether the process stays alive for the worker, as it does at first. */
  hold(held: boolean): void;
  /** The worker has failed, or was ended. */
  readonly over: boolean;
  /** Ends the worker; must be called in the end. */
  end(): void;
}

const open = (job: Job): Thread<FromWorker, Job | ToWorker> => {
  const thread = startThread<FromWorker, Job | ToWorker>();
  if (!thread) throw new NoWorkerError('this runtime has no worker threads');
  thread.post(job);
  return thread;
};

/**
 * Starts a job in a worker of its own and waits until it has loaded its module. An abort ends the worker at once:
 * everything it did is in its own memory.
 * @throws {NoWorkerError | AbortedError}
 */
export const runJob = async (
  job: Job,
  { onProgress, signal }: { readonly onProgress?: OnProgress | undefined; readonly signal?: AbortSignal | undefined },
): Promise<RunningJob> => {
  const operation = operationOf(job);
  throwIfAborted(signal, operation);
  const thread = open(job);
  const inbox = createInbox<Event>();
  const onAbort = (): void => inbox.put({ type: 'aborted' });
  let watched: AbortSignal | undefined;
  const watch = (other: AbortSignal | undefined): void => {
    watched?.removeEventListener('abort', onAbort);
    watched = other;
    watched?.addEventListener('abort', onAbort);
  };
  watch(signal);
  let over = false;
  thread.onMessage((message) => {
    if (message.type === 'progress') onProgress?.(message.progress);
    else inbox.put(message);
  });
  thread.onEnd((reason) => {
    over = true;
    inbox.put({ type: 'ended', reason });
  });
  const end = (): void => {
    over = true;
    watch(undefined);
    thread.terminate();
  };
  const first = await inbox.take();
  if (first.type !== 'ready') {
    end();
    if (first.type === 'aborted') throw new AbortedError(operation);
    throw new NoWorkerError(
      first.type === 'error'
        ? first.error.message
        : first.type === 'ended'
          ? first.reason
          : `unexpected message "${first.type}"`,
    );
  }
  return {
    async next() {
      const event = await inbox.take();
      switch (event.type) {
        case 'aborted':
          throw new AbortedError(operation);
        case 'error':
          throw fromErrorMessage(event.error);
        case 'ended':
          throw new WorkerFailedError(operation, event.reason);
        default:
          return event;
      }
    },
    post: (message) => thread.post(message),
    watch,
    hold: thread.hold,
    get over() {
      return over;
    },
    end,
  };
};
