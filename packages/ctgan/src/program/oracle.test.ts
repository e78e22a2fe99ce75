import { createReferenceBackend, createWasmBackend } from '@cvd/engine';
import { describe, expect, it } from 'vitest';
import {
  inOurOrder,
  loadFixture,
  parameterNames,
  programOptions,
  readLosses,
  relativeDistance,
  writeStep,
} from '../../test/support/load-step.js';
import { readFixture } from '../fixtures/read-fixture.js';

const cases = ['conditional', 'unconditional', 'deep'] as const;

const float32 = { gradients: 1e-4, losses: 1e-5, tenSteps: 1e-3 };

/** Tolerances of a backend: gradients by relative L2, losses by absolute difference, the losses of ten steps likewise. */
const backends = [
  { on: 'reference', create: async () => createReferenceBackend(), gradients: 1e-9, losses: 1e-9, tenSteps: 1e-6 },
  { on: 'wasm, strict', create: () => createWasmBackend({ build: 'strict' }), ...float32 },
  { on: 'wasm, the default build', create: () => createWasmBackend(), ...float32 },
] as const;

describe.each(cases)('the training step beside PyTorch: %s', (name) => {
  const fixture = readFixture(name);
  const options = programOptions(fixture);
  const conditioned = options.conditionWidth > 0;
  const expected = fixture.tensor('losses').data;

  it.each(backends)('gives its losses and gradients: $on', async ({ create, gradients, losses }) => {
    const backend = await create();
    const program = await loadFixture(backend, fixture);
    writeStep(program, fixture, 1);
    await program.run('critic', { step: 0 });
    await program.run('generator', { step: 0 });
    (await readLosses(program, conditioned)).forEach((loss, i) => {
      expect(Math.abs(loss - expected[i]!)).toBeLessThan(losses);
    });
    for (const parameter of parameterNames(fixture)) {
      const ours = await program.read(`${parameter}/gradient`);
      const theirs = inOurOrder(fixture, `gradient/${parameter}`, options);
      // The critic's last bias cancels in its loss.
      if (parameter === 'critic/output/bias') expect(ours[0]).toBe(0);
      else expect(relativeDistance(ours, theirs), parameter).toBeLessThan(gradients);
    }
    backend.dispose();
  });

  it.each(backends)('keeps to its losses over ten steps: $on', async ({ create, tenSteps }) => {
    const backend = await create();
    const program = await loadFixture(backend, fixture);
    for (let number = 1; number <= 10; number++) {
      writeStep(program, fixture, number);
      await program.run('critic', { step: number - 1 });
      await program.run('generator', { step: number - 1 });
      (await readLosses(program, conditioned)).forEach((loss, i) => {
        expect(Math.abs(loss - expected[(number - 1) * 4 + i]!), `loss ${i} of step ${number}`).toBeLessThan(tenSteps);
      });
    }
    backend.dispose();
  });
});
