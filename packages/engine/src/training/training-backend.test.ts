import type { Warning } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { trainingBackend } from './training-backend.js';
import type { TrainingOptions } from './training-options.js';

const ask = async (options: Partial<TrainingOptions> = {}, threads = 1) => {
  const warnings: Warning[] = [];
  const builds: string[] = [];
  const details: [string, unknown][] = [];
  const asked = { backend: 'wasm', deterministic: false, revectorize: false, ...options } as const;
  const backend = await trainingBackend(asked, {
    threads,
    warn: (warning) => warnings.push(warning),
    numericBuild: (build) => void builds.push(build),
    detail: (name, value) => void details.push([name, value]),
  });
  backend.dispose();
  return { ...backend.description, told: warnings, builds, details };
};

describe('trainingBackend', () => {
  it('is the one asked for, and names its build', async () => {
    expect(await ask({ backend: 'reference' })).toMatchObject({ name: 'reference', builds: ['float64'] });
    expect(await ask({ deterministic: true })).toMatchObject({ name: 'wasm', build: 'strict', builds: ['strict'] });
    const { name, build, builds } = await ask();
    expect([name, builds]).toEqual(['wasm', [build]]);
    const { threads, details } = await ask({}, 2);
    expect(details).toEqual([['threads', threads]]);
  });

  it('takes as many threads as are of use, whatever the machine has', async () => {
    expect((await ask({}, 1000)).threads).toBeLessThanOrEqual(64);
  });

  it('says what it does not do', async () => {
    expect((await ask({ backend: 'reference', revectorize: true })).told).toMatchObject([
      { code: 'engine', message: expect.stringContaining('revectorize was ignored') },
    ]);
    expect((await ask({ backend: 'reference' })).told).toEqual([]);
  });

  it('does not promise for TensorFlow.js what it cannot keep', async () => {
    await expect(ask({ backend: 'tfjs', deterministic: true })).rejects.toMatchObject({
      code: 'CVD_INVALID_OPTION',
      option: 'deterministic',
    });
  });
});
