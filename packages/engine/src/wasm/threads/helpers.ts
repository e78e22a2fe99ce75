import { WorkerFailedError } from '@cvd/core';
import { BELL, CLOSED, CONTROL_WORDS, END, POLLS, PROGRAM, RUNS, SENT, START, type ToHelper } from './control.js';
import { type Helper, startHelper } from './start-helper.js';

/** Threads that help the caller's: they run the same records over the same memory, each its own share. */
export interface Helpers {
  /** Threads in all, the caller's included. */
  readonly threads: number;
  /** Has every helper make an instance; gives the number of the program. @throws {WorkerFailedError} */
  load(module: WebAssembly.Module, memory: WebAssembly.Memory): Promise<number>;
  unload(program: number): void;
  /** Starts a run on all helpers; they meet the caller at the barriers of the records. @throws {WorkerFailedError} */
  start(program: number, start: number, end: number): void;
  /** The error that says that helpers were lost: nothing more can be run. */
  failure(reason: string): WorkerFailedError;
  dispose(): void;
}

/** Looks of an idle helper before it sleeps: some 50 µs, more than the host's work between most runs. */
const IDLE_POLLS = 20_000;
/** How long a helper may take to start, in milliseconds. */
const START_LIMIT = 10_000;

/**
 * Starts `threads` − 1 helpers.
 * @throws {Error} whose message says why they could not be started
 */
export const startHelpers = async (threads: number): Promise<Helpers> => {
  if (typeof SharedArrayBuffer === 'undefined') {
    throw new Error('this page has no SharedArrayBuffer: it must be cross-origin isolated');
  }
  const control = new Int32Array(new SharedArrayBuffer(4 * CONTROL_WORDS));
  control[POLLS] = IDLE_POLLS;
  const helpers: Helper[] = [];
  let lost: string | null = null;
  let programs = 0;
  /** Who waits for helpers: told of every answer, and of the loss of one. */
  let onAnswer: ((error: string | null) => void) | null = null;

  const ring = (): void => {
    Atomics.add(control, BELL, 1);
    Atomics.notify(control, BELL);
  };
  const close = (): void => {
    Atomics.store(control, CLOSED, 1);
    ring();
    for (const helper of helpers) helper.terminate();
  };
  const lose = (reason: string): void => {
    lost ??= reason;
    onAnswer?.(lost);
  };
  const send = (message: (thread: number) => ToHelper): void => {
    for (const [index, helper] of helpers.entries()) helper.post(message(index + 1));
    Atomics.add(control, SENT, 1);
    ring();
  };
  /** Settles when every helper has answered once. */
  const answers = (): Promise<void> =>
    new Promise((resolve, reject) => {
      if (lost !== null) return reject(new Error(lost));
      let missing = helpers.length;
      onAnswer = (error) => {
        if (error !== null) reject(new Error(error));
        else if (--missing === 0) resolve();
      };
    });
  const withAnswers = async (message: (thread: number) => ToHelper): Promise<void> => {
    const answered = answers();
    send(message);
    // Helpers do not keep the process alive, but a wait for them must.
    const timer = setTimeout(() => lose(`no answer for ${START_LIMIT / 1000} s`), START_LIMIT);
    try {
      await answered;
    } finally {
      clearTimeout(timer);
      onAnswer = null;
    }
  };
  /** One exchange at a time. */
  let queue: Promise<unknown> = Promise.resolve();
  const exchange = (message: (thread: number) => ToHelper): Promise<void> => {
    const next = queue.then(() => withAnswers(message));
    queue = next.catch(() => {});
    return next;
  };

  const failure = (reason: string): WorkerFailedError => {
    lost ??= reason;
    return new WorkerFailedError('Backend wasm', lost);
  };

  try {
    for (let thread = 1; thread < threads; thread++) {
      const helper = startHelper();
      if (helper === null) throw new Error('this engine has no worker threads');
      helpers.push(helper);
      helper.onMessage((message) => {
        if (message.type === 'failed') lose(message.reason);
        else onAnswer?.(null);
      });
      helper.onEnd(lose);
    }
    await exchange((thread) => ({ type: 'begin', control, thread, threads }));
    for (const helper of helpers) helper.release();
  } catch (error) {
    close();
    throw error;
  }

  return {
    threads,
    load: async (module, memory) => {
      const program = programs++;
      try {
        await exchange(() => ({ type: 'load', program, module, memory }));
      } catch (error) {
        throw failure((error as Error).message);
      }
      return program;
    },
    unload: (program) => {
      if (lost === null) queue = queue.then(() => send(() => ({ type: 'unload', program })));
    },
    start: (program, start, end) => {
      if (lost !== null) throw failure(lost);
      control[PROGRAM] = program;
      control[START] = start;
      control[END] = end;
      Atomics.add(control, RUNS, 1);
      ring();
    },
    failure,
    dispose: close,
  };
};
