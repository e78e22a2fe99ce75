import { SinkClosedError } from '../errors/sink-closed-error.js';
import { throwIfAborted } from '../execution/abort.js';

/** Keeps a sink's calls in order and its states apart; for authors of sinks. */
export interface SinkLifecycle {
  /** Runs `work` as the opening. @throws {SinkClosedError} when it was opened before; a failed opening closes the sink */
  open(work: () => Promise<void>, signal?: AbortSignal): Promise<void>;
  /** Runs `work` after everything that was called before it. @throws {SinkClosedError} @throws {AbortedError} */
  run<T>(operation: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Runs `work` once, after everything that was called before it and only if the sink was opened. */
  close(work: () => Promise<void>): Promise<void>;
}

export const sinkLifecycle = (name: string): SinkLifecycle => {
  let state: 'new' | 'open' | 'closed' = 'new';
  let opened = false;
  let closing: Promise<void> | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const queue = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work);
    last = result.catch(() => {});
    return result;
  };
  return {
    async open(work, signal) {
      throwIfAborted(signal, `${name} sink: open`);
      if (state !== 'new') throw new SinkClosedError(name, 'open', state);
      state = 'open';
      return queue(work).then(
        () => {
          opened = true;
        },
        (error) => {
          state = 'closed';
          throw error;
        },
      );
    },
    async run(operation, work, signal) {
      if (state !== 'open') throw new SinkClosedError(name, operation, state);
      return queue(async () => {
        throwIfAborted(signal, `${name} sink: ${operation}`);
        if (!opened) throw new SinkClosedError(name, operation, state);
        return work();
      });
    },
    close(work) {
      closing ??= state === 'open' ? queue(async () => (opened ? work() : undefined)) : Promise.resolve();
      state = 'closed';
      return closing;
    },
  };
};
