import { describe, expect, it } from 'vitest';
import { createReferenceBackend } from '../backend/reference/reference-backend.js';
import { createProgram } from '../program/builder.js';
import { adamRates, adamStep, declareTrained } from './adam.js';

describe('adamRates', () => {
  it.each([1, 2, 3, 10, 999, 1000, 54_321, 10_000_000])('are those of the formula at step %i', (t) => {
    for (const [beta1, beta2] of [
      [0.9, 0.999],
      [0.5, 0.9],
      [0, 0],
    ] as const) {
      const [first, second] = adamRates(2e-4, t, { beta1, beta2 });
      expect(Math.abs(first! / (2e-4 / (1 - beta1 ** t)) - 1)).toBeLessThan(1e-14);
      expect(Math.abs(second! / (1 / Math.sqrt(1 - beta2 ** t)) - 1)).toBeLessThan(1e-13);
    }
  });

  it.each([0, -1, 1.5, NaN])('are refused for step %f', (t) => {
    expect(() => adamRates(1, t)).toThrow(RangeError);
  });
});

describe('adamStep', () => {
  const program = createProgram((define) => {
    const trained = declareTrained(define, 'p', define.parameter('p', 1, 2));
    const rates = define.input('rates', 1, 2);
    define.routine('step', (op) => adamStep(op, [trained], rates, { weightDecay: 0.1 }));
  });

  it('goes by the rate against the gradient at first, whatever its size', async () => {
    const loaded = await createReferenceBackend().load(program, { key: [0, 0] });
    loaded.write('p', Float64Array.of(0, 0));
    loaded.write('p/gradient', Float64Array.of(3, -1e-3));
    loaded.write('rates', adamRates(0.01, 1));
    loaded.run('step', { step: 0 });
    const [a, b] = (await loaded.read('p')) as Float64Array;
    expect(a).toBeCloseTo(-0.01, 9);
    expect(b).toBeCloseTo(0.01, 6);
  });

  it('finds the minimum of a parabola, pulled towards 0 by the weight decay', async () => {
    const loaded = await createReferenceBackend().load(program, { key: [0, 0] });
    for (let t = 1; t <= 4000; t++) {
      const [a, b] = (await loaded.read('p')) as Float64Array;
      loaded.write('p/gradient', Float64Array.of(a! - 1, b! + 2));
      loaded.write('rates', adamRates(0.02, t));
      loaded.run('step', { step: t });
    }
    // Where (p − 1) + p/10 = 0.
    const [a, b] = (await loaded.read('p')) as Float64Array;
    expect(a).toBeCloseTo(1 / 1.1, 4);
    expect(b).toBeCloseTo(-2 / 1.1, 4);
  });

  it('goes on from saved moments as if it had never stopped', async () => {
    const load = async () => createReferenceBackend().load(program, { key: [0, 0] });
    const steps = (loaded: Awaited<ReturnType<typeof load>>, from: number, to: number): void => {
      for (let t = from; t <= to; t++) {
        loaded.write('p/gradient', Float64Array.of(Math.sin(t), Math.cos(3 * t)));
        loaded.write('rates', adamRates(0.02, t));
        loaded.run('step', { step: t });
      }
    };
    const [through, first, second] = [await load(), await load(), await load()];
    steps(through, 1, 20);
    steps(first, 1, 9);
    for (const name of ['p', 'p/m', 'p/v']) second.write(name, await first.read(name));
    steps(second, 10, 20);
    expect(await second.read('p')).toEqual(await through.read('p'));
  });
});
