import { DisposedError, InvalidOptionError } from '@cvd/core';
import { GENERATION, MAX_THREADS, PATIENCE, STOP } from '../../assembly/codes.js';
import type { Backend } from '../backend/backend.js';
import { bufferBytes } from '../backend/host-checks.js';
import { OutOfMemoryError } from '../errors/out-of-memory-error.js';
import { checkProgram } from '../program/check.js';
import type { Program } from '../program/program.js';
import { canRun, type WasmBuild, wasmModule } from './binary.js';
import { instantiateLater } from './instance.js';
import { createLoadedProgram } from './loaded-program.js';
import { lowerProgram } from './lowering/lower-program.js';
import { bytesOf } from './matrix.js';
import { revectorize } from './revectorize.js';
import { type Helpers, startHelpers } from './threads/helpers.js';
import { tileOf } from './tiles.js';

export interface WasmBackendOptions {
  /**
   * Numeric build, each of which gives the same bytes on every machine: 'strict' runs everywhere, 'relaxed' fuses
   * multiplications and additions, which takes relaxed SIMD (Node 22 and later, Chromium, Firefox) and a processor that does;
   * 'auto' is 'relaxed' where it runs. @default 'auto'
   */
  readonly build?: WasmBuild | 'auto';
  /**
   * Threads that share each operation, the caller's included; what comes out does not depend on it. Where threads cannot be
   * had there is one, and a warning in the description. 1 … 64. @default 1
   */
  readonly threads?: number;
  /**
   * Switches on V8's experimental `--experimental-wasm-revectorize` for the whole process (Node 22 and later, processors with
   * AVX2): products of matrices run about 1.6 times as fast, with the same bytes. Where a self-test finds it wrong or no faster
   * it is not used, and a warning says so. @default false
   */
  readonly revectorize?: boolean;
  /** Seconds without any progress after which a run gives its other threads up for lost. @default 30 */
  readonly stallSeconds?: number;
}

const PAGE_BYTES = 65_536;
/** Looks at a barrier before a thread sleeps there: some 20 µs. */
const BARRIER_POLLS = 10_000;
/** Slices of sleep in a second; see assembly/barrier.ts. */
const SLICES = 20;

const wholeIn = (option: string, value: number, low: number, high: number): void => {
  if (!Number.isInteger(value) || value < low || value > high) {
    throw new InvalidOptionError('Backend wasm', option, `must be a whole number from ${low} to ${high}, not ${value}`);
  }
};

const buildOf = (wanted: WasmBuild | 'auto'): WasmBuild => {
  if (wanted === 'auto') return canRun('relaxed') ? 'relaxed' : 'strict';
  if (wanted !== 'strict' && wanted !== 'relaxed') {
    throw new InvalidOptionError('Backend wasm', 'build', "must be 'strict', 'relaxed' or 'auto'");
  }
  if (!canRun(wanted)) {
    throw new InvalidOptionError(
      'Backend wasm',
      'build',
      `'${wanted}' needs relaxed SIMD and a processor that fuses, which is not so here`,
    );
  }
  return wanted;
};

/** Browsers let no page's main thread sleep. */
const maySleep = (): boolean =>
  typeof process === 'object' && process.versions?.node !== undefined ? true : typeof document === 'undefined';

const createMemory = (program: Program, bytes: number, shared: boolean): WebAssembly.Memory => {
  const pages = Math.ceil(bytes / PAGE_BYTES);
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared });
  } catch (cause) {
    throw new OutOfMemoryError('wasm', bytes, bufferBytes(program, bytesOf).largest, cause);
  }
};

/**
 * A backend that runs programs in WebAssembly SIMD, on as many threads as asked for.
 * @throws {InvalidOptionError}
 *
 * @example
 * const backend = await createWasmBackend({ threads: 2 });
 * const loaded = await backend.load(program, { key: [1, 2] });
 * loaded.run('step', { step: 0 });
 */
export const createWasmBackend = async (options: WasmBackendOptions = {}): Promise<Backend> => {
  const { threads: wanted = 1, stallSeconds = 30 } = options;
  const build = buildOf(options.build ?? 'auto');
  wholeIn('threads', wanted, 1, MAX_THREADS);
  wholeIn('stallSeconds', stallSeconds, 1, 86_400);
  const warnings: string[] = [];
  let wide = options.revectorize ?? false;
  if (wide) {
    const reason = await revectorize(build);
    wide = reason === null;
    if (reason !== null) warnings.push(`Runs without revectorization: ${reason}.`);
  }
  let helpers: Helpers | null = null;
  if (wanted > 1) {
    try {
      helpers = await startHelpers(wanted);
    } catch (error) {
      warnings.push(`Runs on 1 thread instead of ${wanted}: ${(error as Error).message}.`);
    }
  }
  const threads = helpers?.threads ?? 1;
  const shared = helpers !== null;
  const tile = tileOf(build, wide);
  let disposed = false;
  return {
    description: { name: 'wasm', build, threads, warnings },
    async load(program, loadOptions) {
      if (disposed) throw new DisposedError('Backend wasm', 'load');
      checkProgram(program);
      const lowered = lowerProgram(program, { threads, tile });
      const { arena, routines } = lowered;
      const times = loadOptions.profile
        ? Object.fromEntries(
            Object.keys(routines).map((name) => [name, arena.allocate(8 * program.routines[name]!.length)]),
          )
        : null;
      const memory = createMemory(program, arena.size, shared);
      arena.fill(memory.buffer);
      const words = new Int32Array(memory.buffer);
      words.set([BARRIER_POLLS, stallSeconds * SLICES, maySleep() ? 1 : 0], PATIENCE / 4);
      const module = await wasmModule(build, shared);
      const interpreter = await instantiateLater(module, memory);
      interpreter.setConstants();
      const number = (await helpers?.load(module, memory)) ?? 0;
      const run = (start: number, end: number, at: number): void => {
        helpers?.start(number, start, end);
        let givenUp = 1;
        try {
          givenUp = interpreter.run(start, end, 0, threads, at);
        } finally {
          if (givenUp !== 0 && helpers) {
            // Whatever went wrong here, the helpers must not wait for this thread.
            Atomics.store(words, STOP / 4, 1);
            Atomics.notify(words, GENERATION / 4);
          }
        }
        if (givenUp !== 0) throw helpers!.failure(`a thread did not answer for ${stallSeconds} s`);
      };
      return createLoadedProgram(
        program,
        lowered,
        memory,
        loadOptions,
        times,
        run,
        () => disposed,
        () => helpers?.unload(number),
      );
    },
    dispose() {
      if (disposed) return;
      disposed = true;
      helpers?.dispose();
    },
  };
};
