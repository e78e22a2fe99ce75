import type { FromHelper, ToHelper } from './control.js';

/** A helper thread as its owner sees it. */
export interface Helper {
  post(message: ToHelper): void;
  onMessage(listener: (message: FromHelper) => void): void;
  /** Called when it fails or ends by itself. */
  onEnd(listener: (reason: string) => void): void;
  /** From now on it does not keep the process alive. After the listeners were set: setting them takes it back. */
  release(): void;
  terminate(): void;
}

/** What is used of Node's worker threads. */
interface NodeWorker {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: never) => void): unknown;
  on(event: 'error' | 'messageerror', listener: (error: Error) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  terminate(): Promise<number>;
  unref(): void;
}

interface NodeThreads {
  readonly Worker: new (url: URL, options: { readonly execArgv: readonly string[] }) => NodeWorker;
}

const nodeHelper = (worker: NodeWorker): Helper => ({
  post: (message) => worker.postMessage(message),
  onMessage: (listener) => void worker.on('message', listener),
  onEnd: (listener) => {
    worker.on('error', (error) => listener(error.message));
    worker.on('messageerror', (error) => listener(error.message));
    worker.on('exit', (code) => listener(`exit code ${code}`));
  },
  release: () => worker.unref(),
  terminate: () => void worker.terminate(),
});

const webHelper = (worker: Worker): Helper => ({
  post: (message) => worker.postMessage(message),
  onMessage: (listener) => {
    worker.onmessage = ({ data }: MessageEvent<FromHelper>) => listener(data);
  },
  onEnd: (listener) => {
    worker.onerror = (event) => listener(event.message ?? 'the worker could not be loaded');
    worker.onmessageerror = () => listener('a message could not be read');
  },
  release: () => {},
  terminate: () => worker.terminate(),
});

/** Starts a helper; null where there are no threads at all. It may still fail to load: see {@link Helper.onEnd}. */
export const startHelper = (): Helper | null => {
  const threads =
    typeof process === 'object'
      ? (process.getBuiltinModule?.('node:worker_threads') as unknown as NodeThreads | undefined)
      : undefined;
  if (threads) {
    // No flags of this process: a loader or an --input-type of the caller's is none of the helper's business.
    return nodeHelper(new threads.Worker(new URL('./kernel-worker.js', import.meta.url), { execArgv: [] }));
  }
  if (typeof Worker === 'function')
    return webHelper(new Worker(new URL('./kernel-worker.js', import.meta.url), { type: 'module' }));
  return null;
};
