import {
  AbortedError,
  encodeModelFile,
  type FitOptions,
  type Synthesizer,
  type Table,
  tableFromColumns,
} from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { table, tiny } from '../test/support/tables.js';
import { tvae } from './tvae.js';

const bytesOf = (model: Synthesizer): Uint8Array => encodeModelFile(model.toModel());

const fitted = async (
  real: Table,
  options: Readonly<Record<string, unknown>> = {},
  fit: FitOptions = {},
): Promise<Synthesizer> => {
  const model = tvae.create({ ...tiny, ...options });
  await model.fit(real, { execution: 'inline', ...fit });
  return model;
};

/** Settings that learn two columns in a second. */
const small = { batchSize: 150, embeddingDim: 8, compressDims: [48, 48], decompressDims: [48, 48], learningRate: 5e-3 };

/** Keeps the checkpoint in memory. */
const memoryStore = () => {
  let kept: Uint8Array | null = null;
  return {
    name: 'memory',
    write: async (bytes: Uint8Array) => {
      kept = bytes.slice();
    },
    read: async () => kept,
  };
};

/** A fit that is stopped at the first progress of an epoch, and then gone on with. */
const stoppedAndResumed = async (
  real: Table,
  options: Readonly<Record<string, unknown>>,
  epoch: number,
): Promise<Synthesizer> => {
  const checkpoints = memoryStore();
  const control = new AbortController();
  const stopping: FitOptions = {
    checkpoints,
    signal: control.signal,
    onProgress: (progress) => {
      if ((progress.epoch ?? 0) >= epoch) control.abort();
    },
  };
  await expect(fitted(real, options, stopping)).rejects.toThrow(AbortedError);
  return fitted(real, options, { checkpoints, resume: 'always' });
};

describe('resuming', () => {
  // 120 rows: two steps of 50 and a tail of 20.
  it.each([
    ['plain', {}],
    ['with averaged weights and a schedule', { weightAveraging: 0.9, learningRateSchedule: 'cosine' }],
    ['on the reference backend', { backend: 'reference', epochs: 3 }],
  ])('ends in the bytes of a fit that was never stopped: %s', async (_, options) => {
    const real = table(120);
    const through = await fitted(real, options);
    const resumed = await stoppedAndResumed(real, options, 2);
    expect(bytesOf(resumed)).toEqual(bytesOf(through));
  });

  it('keeps what early stopping had seen', async () => {
    const real = table(400);
    const options = { earlyStopping: true, epochs: 12, patience: 3 };
    const through = await fitted(real, options);
    const resumed = await stoppedAndResumed(real, options, 4);
    expect(bytesOf(resumed)).toEqual(bytesOf(through));
  });
});

describe('training', () => {
  it('gives the same bytes whatever the number of threads', async () => {
    const real = table(230);
    const one = bytesOf(await fitted(real, {}, { threads: 1 }));
    for (const threads of [2, 3]) expect(bytesOf(await fitted(real, {}, { threads }))).toEqual(one);
  });

  it('brings every part of the loss down, and tells it by epoch', async () => {
    const model = tvae.create({ ...tiny, epochs: 60 });
    const report = await model.fit(table(300), { execution: 'inline' });
    const { loss, continuous, discrete, divergence } = report.losses;
    expect(loss).toHaveLength(60);
    expect(loss!.at(-1)!).toBeLessThan(loss![0]! - 1);
    expect(continuous!.at(-1)!).toBeLessThan(continuous![0]!);
    expect(discrete!.at(-1)!).toBeLessThan(discrete![0]!);
    loss!.forEach((sum, i) => {
      expect(sum).toBeCloseTo(continuous![i]! + discrete![i]! + divergence![i]!, 4);
    });
  });

  it('keeps the epoch whose samples are best', async () => {
    const model = tvae.create({ ...tiny, earlyStopping: true, epochs: 40, patience: 3 });
    const report = await model.fit(table(600), { execution: 'inline' });
    const { training } = report.details as {
      training: { bestEpoch: number; epochs: number; quality: { epoch: number; quality: number }[] };
    };
    const best = training.quality.reduce((a, b) => (b.quality > a.quality ? b : a));
    expect(training.bestEpoch).toBe(best.epoch);
    expect(best.quality).toBeGreaterThan(0.5);
    expect(training.epochs).toBeGreaterThanOrEqual(training.bestEpoch);
  });

  it('goes on at a lower rate where it diverges, and then gives up with the losses', async () => {
    const model = tvae.create({ ...tiny, epochs: 60, learningRate: 1, lossFactor: 1e6 });
    await expect(model.fit(table(300), { execution: 'inline' })).rejects.toMatchObject({
      code: 'CVD_TRAINING_DIVERGED',
    });
  });

  // Restated from the behaviour that the Python package's tests ask for.
  it('learns that two columns are equal', async () => {
    const values = Array.from({ length: 450 }, (_, row) => `v${(row * 7) % 5}`);
    const real = tableFromColumns({ a: values, b: values });
    const options = { ...small, epochs: 200, sampling: 'argmax' };
    const made = await (await fitted(real, options)).sample(100, { execution: 'inline' }).toTable();
    const equal = Array.from({ length: 100 }, (_, row) => made.at(row, 'a') === made.at(row, 'b'));
    expect(equal.filter(Boolean).length).toBeGreaterThanOrEqual(95);
  });

  it('learns that one column is twice another', async () => {
    const values = Array.from({ length: 450 }, (_, row) => ((row * 7919) % 1009) + row / 1000);
    const real = tableFromColumns({ x: values, y: values.map((x) => 2 * x) });
    const options = { ...small, epochs: 300 };
    const made = await (await fitted(real, options)).sample(200, { execution: 'inline' }).toTable();
    const errors = Array.from({ length: 200 }, (_, row) =>
      Math.abs(2 * Number(made.at(row, 'x')) - Number(made.at(row, 'y'))),
    );
    // Of a range of 2,000; independent columns would be about 670 apart.
    expect(errors.reduce((sum, error) => sum + error, 0) / 200).toBeLessThan(400);
  });
});
