import { once } from 'node:events';
import * as threads from 'node:worker_threads';
import { vi } from 'vitest';

/** Has worker threads seen by the test; what `start` throws, they throw. */
export const watchWorkers = (start: () => void = () => {}): threads.Worker[] => {
  const workers: threads.Worker[] = [];
  class Watched extends threads.Worker {
    constructor(...args: ConstructorParameters<typeof threads.Worker>) {
      start();
      super(...args);
      workers.push(this);
    }
  }
  const real = process.getBuiltinModule;
  vi.spyOn(process, 'getBuiltinModule').mockImplementation(((name: string) =>
    name === 'node:worker_threads' ? { ...threads, Worker: Watched } : real(name)) as typeof real);
  return workers;
};

/** Settles when all of them have ended. */
export const ended = (workers: readonly threads.Worker[]): Promise<unknown> =>
  Promise.all(workers.map((worker) => (worker.threadId === -1 ? null : once(worker, 'exit'))));
