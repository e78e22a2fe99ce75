import { InvalidOptionError } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { createReferenceBackend } from '../backend/reference/reference-backend.js';
import { OutOfMemoryError } from '../errors/out-of-memory-error.js';
import { createProgram } from '../program/builder.js';
import { rowsOf } from '../program/rows-of.js';
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

describe('transposes that are kept', () => {
  const program = createProgram((define) => {
    const x = define.input('x', 7, 19);
    const weight = define.parameter('weight', 40, 19);
    const change = define.input('change', 40, 19);
    const out = define.output('out', 7, 40);
    const part = define.output('part', 7, 12);
    const all = [{ a: x, b: weight }];
    define.routine('use', (op) => op.matmul({ out, terms: all, transposeB: true }));
    define.routine('usePart', (op) => {
      op.matmul({ out: part, terms: [{ a: x, b: rowsOf(weight, 5, 12) }], transposeB: true });
    });
    define.routine('change', (op) => op.add({ out: weight, a: weight, b: change }));
    define.routine('useAndChange', (op) => {
      op.matmul({ out, terms: all, transposeB: true });
      op.add({ out: weight, a: weight, b: change });
      op.matmul({ out, terms: all, transposeB: true, accumulate: true });
      op.add({ out: weight, a: weight, b: change });
    });
  });

  it('are made again wherever their source was written, by any routine or by the host', async () => {
    const backends = [createReferenceBackend(), await createWasmBackend({ build: 'strict' })] as const;
    const programs = await Promise.all(backends.map((backend) => backend.load(program, { key: [1, 2] })));
    const numbers = (count: number, seed: number): Float32Array =>
      Float32Array.from({ length: count }, (_, i) => (((i + seed) * 37) % 11) - 5);
    for (const loaded of programs) {
      loaded.write('x', numbers(7 * 19, 0));
      loaded.write('weight', numbers(40 * 19, 1));
      loaded.write('change', numbers(40 * 19, 2));
    }
    const routines = [
      'use',
      'use',
      'change',
      'use',
      'usePart',
      'useAndChange',
      'usePart',
      'use',
      'useAndChange',
      'use',
    ];
    for (const [step, routine] of routines.entries()) {
      for (const loaded of programs) {
        await loaded.run(routine, { step });
        if (step === 7) loaded.write('weight', numbers(40 * 19, 5));
      }
      for (const name of ['out', 'part']) {
        const [expected, ours] = await Promise.all(programs.map((loaded) => loaded.read(name)));
        // Small whole numbers: exact in both.
        expect(Array.from(ours!), `${name} after ${routine} (${step})`).toEqual(Array.from(expected!));
      }
    }
  });
});
