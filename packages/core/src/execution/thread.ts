/** The two ends of a channel between threads, alike in Node and browsers. */
export interface Port<In, Out> {
  post(message: Out): void;
  /** One listener at a time. */
  onMessage(listener: (message: In) => void): void;
}

/** A worker as its owner sees it. */
export interface Thread<In, Out> extends Port<In, Out> {
  /** Called once when the worker fails or ends by itself. */
  onEnd(listener: (reason: string) => void): void;
  terminate(): void;
  /** Whether the process stays alive for it; Node's matter alone. */
  hold(held: boolean): void;
}

/** What is used of Node's worker threads; core's main entry imports nothing from Node, not even types. */
interface NodePort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: never) => void): unknown;
}

interface NodeWorker extends NodePort {
  on(event: 'message', listener: (message: never) => void): unknown;
  on(event: 'error' | 'messageerror', listener: (error: Error) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  terminate(): Promise<number>;
  ref(): void;
  unref(): void;
}

interface NodeThreads {
  readonly Worker: new (url: URL, options: { readonly execArgv: readonly string[] }) => NodeWorker;
  /** null on the main thread. */
  readonly parentPort: NodePort | null;
}

const nodeThreads = (): NodeThreads | undefined =>
  typeof process === 'object'
    ? (process.getBuiltinModule?.('node:worker_threads') as unknown as NodeThreads | undefined)
    : undefined;

const nodeThread = <In, Out>(worker: NodeWorker): Thread<In, Out> => ({
  post: (message) => worker.postMessage(message),
  onMessage: (listener) => void worker.on('message', listener),
  onEnd: (listener) => {
    worker.on('error', (error) => listener(error.message));
    worker.on('messageerror', (error) => listener(error.message));
    worker.on('exit', (code) => listener(`exit code ${code}`));
  },
  terminate: () => void worker.terminate(),
  hold: (held) => (held ? worker.ref() : worker.unref()),
});

const webThread = <In, Out>(worker: Worker): Thread<In, Out> => ({
  post: (message) => worker.postMessage(message),
  onMessage: (listener) => {
    worker.onmessage = ({ data }: MessageEvent<In>) => listener(data);
  },
  onEnd: (listener) => {
    worker.onerror = (event) => listener(event.message ?? 'the worker could not be loaded');
    worker.onmessageerror = () => listener('a message could not be read');
  },
  terminate: () => worker.terminate(),
  hold: () => {},
});

/** Starts core's worker; null where there are no threads at all. It may still fail to load: see {@link Thread.onEnd}. */
export const startThread = <In, Out>(): Thread<In, Out> | null => {
  const threads = nodeThreads();
  if (threads) {
    // No flags of this process: a loader or an --input-type of the caller's is none of the worker's business.
    return nodeThread(new threads.Worker(new URL('./worker.js', import.meta.url), { execArgv: [] }));
  }
  if (typeof Worker === 'function')
    return webThread(new Worker(new URL('./worker.js', import.meta.url), { type: 'module' }));
  return null;
};

/** Inside a worker: the channel to its owner. */
export const ownerPort = <In, Out>(): Port<In, Out> => {
  const port = nodeThreads()?.parentPort;
  if (port)
    return { post: (message) => port.postMessage(message), onMessage: (listener) => void port.on('message', listener) };
  return {
    post: (message) => self.postMessage(message),
    onMessage: (listener) => {
      self.onmessage = ({ data }: MessageEvent<In>) => listener(data);
    },
  };
};
