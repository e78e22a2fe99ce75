import { availableThreads } from './parallelism.js';
import type { ModuleReference } from './protocol.js';
import { type RunningJob, runJob } from './run-job.js';

/** Milliseconds after which workers that nobody asked for again are ended. */
const IDLE = 10_000;

/**
 * Workers that have a model loaded. Starting one takes as long as thousands of rows, so they wait a while for the next sample; no
 * process stays alive for those that wait.
 */
export interface SampleWorkers {
  /** @throws {NoWorkerError | AbortedError} by promise, each worker's own */
  take(count: number, signal: AbortSignal | undefined): Promise<RunningJob>[];
  /** Takes back a worker that owes nothing. */
  giveBack(worker: RunningJob): void;
  /** Ends those that wait, and those that are given back later. */
  end(): void;
}

/** @param model - bytes of its file */
export const createSampleWorkers = (module: ModuleReference, model: Uint8Array): SampleWorkers => {
  const most = availableThreads();
  const waiting: RunningJob[] = [];
  let ended = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const endWaiting = (): void => {
    clearTimeout(timer);
    for (const worker of waiting.splice(0)) worker.end();
  };
  const taken = (signal: AbortSignal | undefined): Promise<RunningJob> => {
    for (let worker = waiting.pop(); worker; worker = waiting.pop()) {
      if (worker.over) continue;
      worker.hold(true);
      worker.watch(signal);
      return Promise.resolve(worker);
    }
    return runJob({ type: 'sample', module, model }, { signal });
  };

  return {
    take: (count, signal) => Array.from({ length: count }, () => taken(signal)),
    giveBack: (worker) => {
      if (ended || worker.over || waiting.length >= most) return worker.end();
      worker.watch(undefined);
      worker.hold(false);
      waiting.push(worker);
      clearTimeout(timer);
      timer = setTimeout(endWaiting, IDLE);
      (timer as { unref?: () => void }).unref?.();
    },
    end: () => {
      ended = true;
      endWaiting();
    },
  };
};
