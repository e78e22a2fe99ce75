/** What the compiled interpreter offers; see assembly/index.ts. */
export interface Interpreter {
  /** @returns 0, or 1 if the run was given up */
  run(record: number, end: number, thread: number, threads: number, times: number): number;
  /** Writes the numbers that the operations read from memory; once for each memory. */
  setConstants(): void;
  probe(fn: number, from: number, to: number, n: number): void;
}

/** An instance for one thread; its memory may be shared with others. */
export const instantiate = (module: WebAssembly.Module, memory: WebAssembly.Memory): Interpreter =>
  new WebAssembly.Instance(module, { env: { memory }, index: { now: () => performance.now() } })
    .exports as unknown as Interpreter;

/** The same without holding up the thread, as browsers' main threads ask for. */
export const instantiateLater = async (module: WebAssembly.Module, memory: WebAssembly.Memory): Promise<Interpreter> =>
  (await WebAssembly.instantiate(module, { env: { memory }, index: { now: () => performance.now() } }))
    .exports as unknown as Interpreter;
