import { InvalidOptionError } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { OutOfMemoryError } from '../errors/out-of-memory-error.js';
import { createProgram } from '../program/builder.js';
import { canRun } from './binary.js';
import { createWasmBackend, type WasmBackendOptions } from './create-wasm-backend.js';

describe('options', () => {
  it.each<WasmBackendOptions>([
    { threads: 0 },
    { threads: 1.5 },
    { threads: 65 },
    { stallSeconds: 0 },
    { build: 'fast' as never },
  ])('refuses %j', async (options) => {
    await expect(createWasmBackend(options)).rejects.toThrow(InvalidOptionError);
  });

  it("takes the fastest build for 'auto', and says which", async () => {
    const { description } = await createWasmBackend();
    expect(description).toEqual({
      name: 'wasm',
      build: canRun('relaxed') ? 'relaxed' : 'strict',
      threads: 1,
      warnings: [],
    });
  });

  it.runIf(!canRun('relaxed'))('refuses a build that the engine cannot run', async () => {
    await expect(createWasmBackend({ build: 'relaxed' })).rejects.toThrow('needs relaxed SIMD');
  });
});

describe('memory', () => {
  it('that cannot be had is a typed error with what is needed', async () => {
    const program = createProgram((define) => {
      const x = define.scratch('activations', 3_000_000, 512);
      define.routine('run', (op) => op.fill({ out: x, value: 1 }));
    });
    const backend = await createWasmBackend();
    const error = await backend.load(program, { key: [1, 2] }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OutOfMemoryError);
    expect((error as OutOfMemoryError).bytes).toBeGreaterThan(6e9);
    expect((error as OutOfMemoryError).largest).toEqual({ name: 'activations', bytes: 6_144_000_000 });
  });

  it('is addressed beyond 2 GiB', async () => {
    const program = createProgram((define) => {
      define.scratch('below', 2_200_000, 256);
      const [x, y, out] = [define.input('x', 33, 20), define.input('y', 20, 17), define.output('out', 33, 17)];
      define.routine('run', (op) => op.matmul({ out, terms: [{ a: x, b: y }] }));
    });
    const backend = await createWasmBackend({ build: 'strict' });
    const loaded = await backend.load(program, { key: [1, 2] });
    loaded.write('x', new Float32Array(33 * 20).fill(2));
    loaded.write('y', new Float32Array(20 * 17).fill(3));
    loaded.run('run', { step: 0 });
    expect(loaded.read('out')).toEqual(new Float32Array(33 * 17).fill(120));
    loaded.dispose();
  });
});
