import { createReferenceBackend, type LoadedProgram } from '@cvd/engine';
import { describe, expect, it } from 'vitest';
import { loadFixture, parameterNames, readLosses, writeStep } from '../../test/support/load-step.js';
import { readFixture } from '../fixtures/read-fixture.js';

/** Small beside the distance to the next kink of a leaky ReLU, large beside rounding: errors of about 1e-9 either way. */
const H = 1e-6;

const run = async (program: LoadedProgram, routine: 'critic' | 'generator', conditioned: boolean): Promise<number> => {
  await program.run(routine, { step: 0 });
  const [critic, penalty, generator, condition] = (await readLosses(program, conditioned)) as [
    number,
    number,
    number,
    number,
  ];
  return routine === 'critic' ? critic + penalty : generator + condition;
};

// Oracle beside PyTorch's: the losses themselves, by central differences in float64, for every single weight.
describe.each(['conditional', 'unconditional', 'deep'] as const)('gradients by central differences: %s', (name) => {
  it.each(['critic', 'generator'] as const)('%s', async (routine) => {
    const fixture = readFixture(name);
    const conditioned = fixture.conditionWidth > 0;
    const program = await loadFixture(createReferenceBackend(), fixture, { noise: 'given' });
    writeStep(program, fixture, 1);
    // A rate of 0: the routine computes losses and gradients, and Adam leaves the weights where they are.
    program.write(`${routine}/rates`, Float64Array.of(0, 1));
    await run(program, routine, conditioned);
    const names = parameterNames(fixture).filter((parameter) => parameter.startsWith(routine));
    const gradients = await Promise.all(names.map((parameter) => program.read(`${parameter}/gradient`)));
    for (const [p, parameter] of names.entries()) {
      const weights = Float64Array.from(await program.read(parameter));
      let worst = 0;
      let scale = 0;
      for (let i = 0; i < weights.length; i++) {
        const at = async (shift: number): Promise<number> => {
          program.write(
            parameter,
            weights.map((value, k) => (k === i ? value + shift : value)),
          );
          return run(program, routine, conditioned);
        };
        const numeric = ((await at(H)) - (await at(-H))) / (2 * H);
        worst = Math.max(worst, Math.abs(numeric - gradients[p]![i]!));
        scale = Math.max(scale, Math.abs(numeric));
      }
      program.write(parameter, weights);
      expect(worst, parameter).toBeLessThan(1e-7 * Math.max(1, scale));
    }
  });
});
