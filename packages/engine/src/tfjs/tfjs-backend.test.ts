import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../program/builder.js';
import { rowsOf } from '../program/rows-of.js';
import { createTfjsBackend } from './tfjs-backend.js';

// Leaves out the advice to install the native backend.
tf.enableProdMode();

/** Part of a buffer written, places, spans, noise, constants: whatever makes tensors that last. */
const program = createProgram((define) => {
  const spans = [
    { start: 0, width: 1, activation: 'tanh' },
    { start: 1, width: 3, activation: 'softmax' },
  ] as const;
  const indices = define.input('indices', 4, 2, 'i32');
  const weight = define.parameter('weight', 5, 4);
  const logits = define.scratch('logits', 8, 4);
  const values = define.output('values', 8, 4);
  const codes = define.output('codes', 8, 1, 'i32');
  const scalars = define.output('scalars', 8, 1);
  const noise = define.stream();
  define.routine('run', (op) => {
    op.gatherRows({ out: rowsOf(logits, 4, 4), table: weight, indices });
    op.normal({ out: rowsOf(logits, 0, 4), noise: define.stream() });
    op.spanActivation({ out: values, logits, spans, noise });
    op.sampleSpans({ logits, spans, codes, scalars });
    op.scatterRows({ table: weight, x: rowsOf(values, 2, 4), indices, accumulate: true });
  });
});

describe('createTfjsBackend', () => {
  it('takes the library as it is imported, names what computes, and warns where that is slow', async () => {
    const backend = await createTfjsBackend(tf);
    expect(backend.description).toEqual({
      name: 'tfjs',
      build: 'tfjs-cpu',
      threads: 1,
      warnings: [expect.stringContaining('install @tensorflow/tfjs-node')],
    });
  });

  it('keeps no more tensors from run to run, and none in the end', async () => {
    const before = tf.memory().numTensors;
    const backend = await createTfjsBackend(tf);
    const [one, two] = [await backend.load(program, { key: [1, 2] }), await backend.load(program, { key: [1, 2] })];
    const counts: number[] = [];
    for (let step = 0; step < 5; step++) {
      for (const loaded of [one, two]) {
        loaded.write('indices', Int32Array.of(0, 1, 2, 3, 4, -1, step % 5, 2));
        loaded.run('run', { step });
        await loaded.read('values');
      }
      counts.push(tf.memory().numTensors);
    }
    expect(counts).toEqual(new Array(5).fill(counts[0]));
    one.dispose();
    expect(tf.memory().numTensors).toBe(before + (counts[0]! - before) / 2);
    backend.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('gives copies: later runs and writes change nothing that was read or given', async () => {
    const loaded = await (await createTfjsBackend(tf)).load(program, { key: [1, 2] });
    const weight = Float32Array.from({ length: 20 }, (_, i) => i / 10);
    loaded.write('weight', weight);
    weight.fill(9);
    const asWritten = await loaded.read('weight');
    loaded.run('run', { step: 0 });
    const first = await loaded.read('weight');
    loaded.run('run', { step: 1 });
    expect([...asWritten]).toEqual([...Float32Array.from({ length: 20 }, (_, i) => i / 10)]);
    expect(await loaded.read('weight')).not.toEqual(first);
    first.fill(7);
    expect([...(await loaded.read('weight'))]).not.toContain(7);
    expect(await loaded.read('codes')).toBeInstanceOf(Int32Array);
    loaded.dispose();
  });

  it('cannot be used once it is disposed', async () => {
    const backend = await createTfjsBackend(tf);
    const loaded = await backend.load(program, { key: [1, 2] });
    backend.dispose();
    expect(() => loaded.run('run', { step: 0 })).toThrow(expect.objectContaining({ code: 'CVD_DISPOSED' }));
    await expect(backend.load(program, { key: [1, 2] })).rejects.toMatchObject({ code: 'CVD_DISPOSED' });
  });

  it('measures operations where asked', async () => {
    const loaded = await (await createTfjsBackend(tf)).load(program, { key: [1, 2], profile: true });
    loaded.run('run', { step: 0 });
    loaded.run('run', { step: 1 });
    expect(loaded.profile().map(({ kind, runs }) => `${kind} ${runs}`)).toEqual(
      program.routines.run!.map(({ kind }) => `${kind} 2`),
    );
    loaded.dispose();
  });
});
