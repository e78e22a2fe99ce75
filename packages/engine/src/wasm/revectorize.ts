import { createProgram } from '../program/builder.js';
import { forgetModules, type WasmBuild, wasmModule } from './binary.js';
import { instantiateLater } from './instance.js';
import type { Tile } from './lowering/context.js';
import { lowerProgram } from './lowering/lower-program.js';
import { fromPanels, toPanels } from './matrix.js';
import { tileOf } from './tiles.js';

/*
 * V8's experimental flag that makes one 256-bit instruction of two neighbouring 128-bit ones. It exists in Node 22 and
 * later and holds for the whole process; it is only ever switched on where an option asks for it, and only used where a
 * product of matrices comes out right and faster.
 */

interface NodeV8 {
  setFlagsFromString(flags: string): void;
}

/** First V8 known to have the flag; older ones print an error. */
const FIRST_V8 = 12;

/** V8 where it has the flag, else why not. */
const flagged = (): NodeV8 | string => {
  const node = typeof process === 'object' ? process : undefined;
  const v8 = node?.getBuiltinModule?.('node:v8') as NodeV8 | undefined;
  if (!v8) return 'flags of V8 can only be set in Node';
  if (Number.parseInt(node?.versions?.v8 ?? '0', 10) < FIRST_V8) return 'this version of Node does not have it';
  return v8;
};

const setFlag = (v8: NodeV8, on: boolean): void => {
  v8.setFlagsFromString(`--${on ? '' : 'no-'}experimental-wasm-revectorize`);
  // What was compiled under the other setting stays as it is.
  forgetModules();
};

const [ROWS, INNER, COLS] = [64, 96, 48];
/** Milliseconds that each kernel is run for: enough for the engine to optimise it. */
const TRIAL = 60;
/** Relative to sums of about 30 products of numbers below 1. */
const TOLERANCE = 1e-4;

const valueAt = (i: number): number => ((i * 7919) % 1009) / 1009 - 0.5;

/** Least milliseconds of one product with a kernel, and its result. */
const trial = async (
  build: WasmBuild,
  tile: Tile,
  a: Float32Array,
  b: Float32Array,
): Promise<{ readonly values: Float32Array; readonly milliseconds: number }> => {
  const program = createProgram((define) => {
    const terms = [{ a: define.input('a', ROWS, INNER), b: define.input('b', INNER, COLS) }];
    const out = define.output('out', ROWS, COLS);
    define.routine('run', (op) => op.matmul({ out, terms }));
  });
  const { arena, addresses, routines } = lowerProgram(program, { threads: 1, tile });
  const pages = Math.ceil(arena.size / 65_536);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  arena.fill(memory.buffer);
  const at = (buffer: number, length: number) => new Float32Array(memory.buffer, addresses[buffer]!, length);
  toPanels(a, program.buffers[0]!, at(0, ROWS * INNER));
  toPanels(b, program.buffers[1]!, at(1, INNER * COLS));
  const { run, setConstants } = await instantiateLater(await wasmModule(build, false), memory);
  setConstants();
  const { start, end } = routines.run!;
  let milliseconds = Number.POSITIVE_INFINITY;
  const began = performance.now();
  do {
    const started = performance.now();
    for (let i = 0; i < 20; i++) run(start, end, 0, 1, 0);
    milliseconds = Math.min(milliseconds, performance.now() - started);
  } while (performance.now() - began < TRIAL);
  return { values: fromPanels(at(2, ROWS * COLS), program.buffers[2]!), milliseconds };
};

const isProduct = (values: Float32Array, a: Float32Array, b: Float32Array): boolean =>
  values.every((value, i) => {
    let sum = 0;
    for (let k = 0; k < INNER; k++) sum += a[Math.floor(i / COLS) * INNER + k]! * b[k * COLS + (i % COLS)]!;
    return Math.abs(value - sum) < TOLERANCE;
  });

const tryOut = async (build: WasmBuild): Promise<string | null> => {
  const v8 = flagged();
  if (typeof v8 === 'string') return v8;
  const a = Float32Array.from({ length: ROWS * INNER }, (_, i) => valueAt(i));
  const b = Float32Array.from({ length: INNER * COLS }, (_, i) => valueAt(i + 31));
  const plain = await trial(build, tileOf(build, false), a, b);
  setFlag(v8, true);
  const wide = await trial(build, tileOf(build, true), a, b);
  const right = isProduct(wide.values, a, b);
  if (right && wide.milliseconds <= plain.milliseconds) return null;
  setFlag(v8, false);
  return right ? 'its self-test was slower than without' : 'its self-test gave a wrong product';
};

const tried = new Map<WasmBuild, Promise<string | null>>();

/** Switches revectorization on and tries it, once in a thread. @returns why it is not to be used, or null */
export const revectorize = (build: WasmBuild): Promise<string | null> => {
  const known = tried.get(build) ?? tryOut(build);
  tried.set(build, known);
  return known;
};
