import { beforeAll, describe, expect, it } from 'vitest';
import { ARENA } from '../../assembly/codes.js';
import { canRun, wasmModule } from './binary.js';
import { type Interpreter, instantiateLater } from './instance.js';

const POINTS = 1_000_000;
const FROM = Math.ceil(ARENA / 64) * 64;
const TO = FROM + 4 * POINTS;

interface Case {
  readonly name: string;
  readonly fn: number;
  readonly low: number;
  readonly high: number;
  readonly exact: (x: number) => number;
  /** Largest |ours − exact| / scale(exact). */
  readonly tolerance: number;
  readonly scale: (y: number) => number;
}

const absolute = (): number => 1;
const relative = Math.abs;

// Math.* are within an ulp of float64 here: far below what is measured.
const cases: readonly Case[] = [
  { name: 'exp', fn: 0, low: -87, high: 88, exact: Math.exp, tolerance: 1.2e-7, scale: relative },
  { name: 'log', fn: 1, low: 2 ** -24, high: 1, exact: Math.log, tolerance: 1.2e-7, scale: relative },
  { name: 'log of large numbers', fn: 1, low: 1, high: 1e9, exact: Math.log, tolerance: 1e-6, scale: absolute },
  { name: 'tanh', fn: 2, low: -12, high: 12, exact: Math.tanh, tolerance: 1.5e-7, scale: absolute },
  { name: 'tanh near 0', fn: 2, low: -0.01, high: 0.01, exact: Math.tanh, tolerance: 1.2e-7, scale: relative },
  { name: 'sine', fn: 3, low: 0, high: 1, exact: (x) => Math.sin(2 * Math.PI * x), tolerance: 1.5e-7, scale: absolute },
  {
    name: 'cosine',
    fn: 4,
    low: 0,
    high: 1,
    exact: (x) => Math.cos(2 * Math.PI * x),
    tolerance: 1.5e-7,
    scale: absolute,
  },
];

describe.each((['strict', 'relaxed'] as const).filter(canRun))('elementary functions, %s', (build) => {
  let memory: WebAssembly.Memory;
  let interpreter: Interpreter;
  beforeAll(async () => {
    const pages = Math.ceil((TO + 4 * POINTS) / 65_536);
    memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    interpreter = await instantiateLater(await wasmModule(build, false), memory);
    interpreter.setConstants();
  });

  const values = (fn: number, inputs: ArrayLike<number>): Float32Array => {
    new Float32Array(memory.buffer, FROM, inputs.length).set(inputs);
    interpreter.probe(fn, FROM, TO, inputs.length);
    return new Float32Array(memory.buffer, TO, inputs.length);
  };

  it.each(cases)('$name is within $tolerance on [$low, $high]', ({ fn, low, high, exact, tolerance, scale }) => {
    const inputs = Float32Array.from({ length: POINTS }, (_, i) => low + ((high - low) * (i + 0.5)) / POINTS);
    const outputs = values(fn, inputs);
    let worst = 0;
    for (let i = 0; i < POINTS; i++) {
      const y = exact(inputs[i]!);
      worst = Math.max(worst, Math.abs(outputs[i]! - y) / (scale(y) || 1));
    }
    expect(worst).toBeLessThan(tolerance);
  });

  it('has the ends right', () => {
    const { NaN: nan, POSITIVE_INFINITY: inf, NEGATIVE_INFINITY: minus } = Number;
    expect([...values(0, [0, minus, inf, nan, 89, -110, -95, 1])]).toEqual([
      ...[1, 0, inf, nan, inf, 0],
      expect.closeTo(Math.exp(-95), 44),
      expect.closeTo(Math.E, 6),
    ]);
    expect([...values(1, [1, -1, nan, 0])]).toEqual([0, nan, nan, nan]);
    expect([...values(2, [0, 0, inf, nan, minus, 40, -40, 1e-30])]).toEqual([
      ...[0, 0, 1, nan, -1, 1, -1],
      Math.fround(1e-30),
    ]);
  });
});
