import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Backend, BufferValues } from '../backend/backend.js';
import { createReferenceBackend } from '../backend/reference/reference-backend.js';
import { createProgram } from '../program/builder.js';
import { canRun } from '../wasm/binary.js';
import { createWasmBackend } from '../wasm/create-wasm-backend.js';
import { adamRates, adamStep, declareTrained } from './adam.js';

interface Outcome {
  /** After every step. */
  readonly parameter: readonly (readonly number[])[];
  /** After the last step. */
  readonly m: readonly number[];
  readonly v: readonly number[];
}

interface Case {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly weightDecay: number;
  readonly float64: Outcome;
  readonly float32: Outcome;
}

const fixture = JSON.parse(readFileSync(new URL('fixtures/adam.json', import.meta.url), 'utf8')) as {
  readonly parameter: readonly number[];
  readonly gradients: readonly (readonly number[])[];
  readonly cases: readonly Case[];
};

const backends: readonly [string, number, () => Backend | Promise<Backend>][] = [
  ['reference', 1e-13, () => createReferenceBackend()],
  ['wasm, strict', 1e-6, () => createWasmBackend({ build: 'strict' })],
  ...(canRun('relaxed')
    ? [
        ['wasm, relaxed', 1e-6, () => createWasmBackend({ build: 'relaxed' })] as const satisfies [
          string,
          number,
          unknown,
        ],
      ]
    : []),
];

const expectNear = (found: BufferValues, expected: readonly number[], tolerance: number, what: string): void =>
  expected.forEach((value, i) => {
    expect(Math.abs(found[i]! - value), `${what}[${i}]`).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(value)));
  });

describe.each(backends)("Adam beside PyTorch's, on %s", (_, tolerance, create) => {
  it.each(fixture.cases)('rate $learningRate, betas $beta1 and $beta2, decay $weightDecay', async (settings) => {
    const cols = fixture.parameter.length;
    const program = createProgram((define) => {
      const trained = declareTrained(define, 'p', define.parameter('p', 1, cols));
      const rates = define.input('rates', 1, 2);
      define.routine('step', (op) => adamStep(op, [trained], rates, settings));
    });
    const backend = await create();
    const loaded = await backend.load(program, { key: [0, 0] });
    loaded.write('p', Float64Array.from(fixture.parameter));
    const { parameter, m, v } = settings.float64;
    for (const [step, gradient] of fixture.gradients.entries()) {
      loaded.write('p/gradient', Float64Array.from(gradient));
      loaded.write('rates', adamRates(settings.learningRate, step + 1, settings));
      await loaded.run('step', { step });
      expectNear(await loaded.read('p'), parameter[step]!, tolerance, `step ${step + 1}`);
    }
    expectNear(await loaded.read('p/m'), m, tolerance, 'm');
    expectNear(await loaded.read('p/v'), v, tolerance, 'v');
    backend.dispose();
  });
});
