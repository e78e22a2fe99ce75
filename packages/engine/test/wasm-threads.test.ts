import { WorkerFailedError } from '@cvd/core';
import { type Backend, type BufferValues, createProgram, createWasmBackend, type Program } from '@cvd/engine';
import { backendConformance, operationCases, trainedProgram } from '@cvd/engine/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ended, watchWorkers } from '../../../tests/support/watched-workers.js';

/*
 * Threads need the worker's file, which only the build makes: these tests run what is built.
 */

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe.each([2, 3])('strict, %i threads', (threads) => {
  backendConformance({ runner: { describe, it }, create: () => createWasmBackend({ build: 'strict', threads }) });
});

/** Everything a routine leaves in the buffers, as one text. */
const outcome = async (
  backend: Backend,
  program: Program,
  start: Readonly<Record<string, BufferValues>>,
  routine: string,
  steps: number,
): Promise<string> => {
  const loaded = await backend.load(program, { key: [3, 4] });
  for (const [name, values] of Object.entries(start)) loaded.write(name, values);
  for (let step = 0; step < steps; step++) await loaded.run(routine, { step });
  const left: Buffer[] = [];
  for (const { name } of program.buffers) left.push(Buffer.from((await loaded.read(name)).buffer));
  loaded.dispose();
  return Buffer.concat(left).toString('base64');
};

describe('the same bytes on 1, 2 and 3 threads', () => {
  const cases = [
    ...operationCases.map(({ kind, name, program, start }) => ({
      title: `${kind}: ${name}`,
      program,
      start,
      routine: 'run',
      steps: 1,
    })),
    { title: 'a network', program: trainedProgram.program, start: trainedProgram.start, routine: 'step', steps: 10 },
  ];

  it('in every operation, and in a network that is trained', async () => {
    const outcomes: string[][] = [];
    for (const threads of [1, 2, 3]) {
      const backend = await createWasmBackend({ threads });
      expect(backend.description.threads).toBe(threads);
      const all: string[] = [];
      for (const { program, start, routine, steps } of cases) {
        all.push(await outcome(backend, program, start, routine, steps));
      }
      outcomes.push(all);
      backend.dispose();
    }
    for (const [index, { title }] of cases.entries()) {
      for (const other of outcomes.slice(1)) expect(other[index], title).toBe(outcomes[0]![index]);
    }
  });
});

const little: Program = createProgram((define) => {
  const x = define.state('x', 64, 16);
  define.routine('run', (op) => {
    op.add({ out: x, a: x, b: x });
    op.sumRows({ out: define.output('sum', 1, 16), x });
  });
});

describe('threads that fail', () => {
  it('gives a typed error when one has been killed, and not only once', async () => {
    const workers = watchWorkers();
    const backend = await createWasmBackend({ threads: 3 });
    const loaded = await backend.load(little, { key: [1, 2] });
    loaded.run('run', { step: 0 });
    await workers[1]!.terminate();
    for (let i = 0; i < 2; i++) expect(() => loaded.run('run', { step: 1 })).toThrow(WorkerFailedError);
    await expect(backend.load(little, { key: [1, 2] })).rejects.toThrow(WorkerFailedError);
    backend.dispose();
    await ended(workers);
  });

  it('notices one that dies during a run', async () => {
    const workers = watchWorkers();
    const backend = await createWasmBackend({ threads: 2, stallSeconds: 1 });
    const loaded = await backend.load(little, { key: [1, 2] });
    // Its end cannot be told to this thread before the run is over.
    const death = workers[0]!.terminate();
    const until = performance.now() + 50;
    while (performance.now() < until);
    expect(() => loaded.run('run', { step: 0 })).toThrow('a thread did not answer for 1 s');
    await death;
    backend.dispose();
  });

  it('runs on one thread, with a warning, where they cannot be started', async () => {
    watchWorkers(() => {
      throw new Error('no more threads');
    });
    const backend = await createWasmBackend({ threads: 2 });
    expect(backend.description).toMatchObject({
      threads: 1,
      warnings: ['Runs on 1 thread instead of 2: no more threads.'],
    });
    const loaded = await backend.load(little, { key: [1, 2] });
    loaded.write('x', new Float32Array(64 * 16).fill(1));
    loaded.run('run', { step: 0 });
    expect((await loaded.read('sum'))[0]).toBe(128);
    backend.dispose();
  });

  it('runs on one thread, with a warning, without shared memory', async () => {
    vi.stubGlobal('SharedArrayBuffer', undefined);
    const backend = await createWasmBackend({ threads: 2 });
    expect(backend.description.threads).toBe(1);
    expect(backend.description.warnings[0]).toMatch('SharedArrayBuffer');
    backend.dispose();
  });
});

describe('threads that are not needed any more', () => {
  it('end with the backend', async () => {
    const workers = watchWorkers();
    const backend = await createWasmBackend({ threads: 3 });
    await backend.load(little, { key: [1, 2] });
    backend.dispose();
    await ended(workers);
    expect(workers).toHaveLength(2);
  });
});
