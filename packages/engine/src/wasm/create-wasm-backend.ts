import { DisposedError } from '@cvd/core';
import { PATIENCE } from '../../assembly/codes.js';
import type { Backend } from '../backend/backend.js';
import { bufferBytes } from '../backend/host-checks.js';
import { OutOfMemoryError } from '../errors/out-of-memory-error.js';
import { checkProgram } from '../program/check.js';
import { canRun, type WasmBuild, wasmModule } from './binary.js';
import { createLoadedProgram } from './loaded-program.js';
import { lowerProgram } from './lowering/lower-program.js';
import { bytesOf } from './matrix.js';

export interface WasmBackendOptions {
  /**
   * Numeric build: 'strict' gives the same bytes on every machine, 'relaxed' fuses multiplications and additions where
   * the processor can, 'auto' is 'relaxed' where the engine runs it. @default 'auto'
   */
  readonly build?: WasmBuild | 'auto';
  /** Threads that share each operation, this one included. @default 1 */
  readonly threads?: number;
}

const pageBytes = 65536;

interface Exports {
  run(start: number, end: number, thread: number, threads: number, times: number): number;
}

/** A backend that runs programs in WebAssembly SIMD. */
export const createWasmBackend = async (options: WasmBackendOptions = {}): Promise<Backend> => {
  const { build: wanted = 'auto' } = options;
  const build: WasmBuild = wanted === 'auto' ? (canRun('relaxed') ? 'relaxed' : 'strict') : wanted;
  const threads = 1;
  const tile = { rows: build === 'relaxed' ? 6 : 4, vectors: 2 };
  let disposed = false;
  return {
    description: { name: 'wasm', build, threads, warnings: [] },
    async load(program, loadOptions) {
      if (disposed) throw new DisposedError('Backend wasm', 'load');
      checkProgram(program);
      const module = await wasmModule(build, false);
      const lowered = lowerProgram(program, { threads, tile });
      const { arena, routines } = lowered;
      const times = loadOptions.profile
        ? Object.fromEntries(
            Object.keys(routines).map((name) => [name, arena.allocate(8 * program.routines[name]!.length)]),
          )
        : null;
      const pages = Math.ceil(arena.size / pageBytes);
      let memory: WebAssembly.Memory;
      try {
        memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
      } catch (cause) {
        throw new OutOfMemoryError('wasm', arena.size, bufferBytes(program, bytesOf).largest, cause);
      }
      arena.fill(memory.buffer);
      new Int32Array(memory.buffer, PATIENCE, 3).set([2000, 200, 1]);
      const instance = await WebAssembly.instantiate(module, {
        env: { memory },
        index: { now: () => performance.now() },
      });
      const { run } = instance.exports as unknown as Exports;
      return createLoadedProgram(
        program,
        lowered,
        memory,
        loadOptions,
        times,
        (start, end, at) => void run(start, end, 0, 1, at),
        () => disposed,
        () => {},
      );
    },
    dispose() {
      disposed = true;
    },
  };
};
