import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { adamRates, adamStep, declareTrained } from '../../optimizers/adam.js';
import { createProgram } from '../../program/builder.js';
import { createReferenceBackend } from './reference-backend.js';

interface Fixture {
  readonly parameter: readonly number[];
  readonly gradients: readonly (readonly number[])[];
  readonly cases: readonly {
    readonly learningRate: number;
    readonly beta1: number;
    readonly beta2: number;
    readonly epsilon: number;
    readonly weightDecay: number;
    readonly float64: {
      readonly parameter: readonly (readonly number[])[];
      readonly m: readonly number[];
      readonly v: readonly number[];
    };
  }[];
}

const { parameter, gradients, cases } = JSON.parse(
  readFileSync(new URL('../../optimizers/fixtures/adam.json', import.meta.url), 'utf8'),
) as Fixture;

const assertNear = (actual: ArrayLike<number>, expected: readonly number[]): void => {
  expected.forEach((value, i) => {
    expect(Math.abs(actual[i]! - value)).toBeLessThanOrEqual(1e-12 * Math.max(1e-6, Math.abs(value)));
  });
};

describe.each(cases)('Adam beside PyTorch: rate $learningRate, betas $beta1 $beta2', (options) => {
  it('has its parameters after each step, and its moments at the end', async () => {
    const program = createProgram((define) => {
      const trained = declareTrained(define, 'p', define.parameter('p', 1, parameter.length));
      const rates = define.input('rates', 1, 2);
      define.routine('step', (op) => adamStep(op, [trained], rates, options));
    });
    const loaded = await createReferenceBackend().load(program, { key: [0, 0] });
    loaded.write('p', Float64Array.from(parameter));
    for (const [i, gradient] of gradients.entries()) {
      loaded.write('p/gradient', Float64Array.from(gradient));
      loaded.write('rates', adamRates(options.learningRate, i + 1, options));
      loaded.run('step', { step: i });
      assertNear(await loaded.read('p'), options.float64.parameter[i]!);
    }
    assertNear(await loaded.read('p/m'), options.float64.m);
    assertNear(await loaded.read('p/v'), options.float64.v);
  });
});
