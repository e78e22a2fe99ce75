import { fileURLToPath } from 'node:url';
import { createRandomSource, encodeModelFile, type Table, tableFromColumns } from '@cvd/core';
import { readCsv } from '@cvd/core/node';
import { describe, expect, it } from 'vitest';
import { fitted, people, sampled } from '../test/support/trained.js';
import { ctgan } from './ctgan.js';

const random = createRandomSource(2);
const numbers = (rows: number, column = 0): number[] =>
  Array.from({ length: rows }, (_, row) => Math.round(1000 * random.uniform(row, column)) / 10);
const words = (rows: number, categories: number, column = 0): string[] =>
  Array.from({ length: rows }, (_, row) => `w${Math.floor(categories * random.uniform(row, column))}`);

/** As little as trains at all. */
const tiny = { epochs: 1, batchSize: 20, pac: 2, embeddingDim: 3, generatorDim: [4], discriminatorDim: [4] };

describe('options are refused at creation', () => {
  it.each([
    [{ batchSize: 505 }, 'batchSize', /multiple of pac.*10 rows as one.*510 would do/],
    [{ batchSize: 5, pac: 10 }, 'batchSize', /multiple of pac/],
    [{ batchSize: 1, pac: 1 }, 'batchSize', /at least 2.*normalises/],
    [{ epochs: 0 }, 'epochs', /≥ 1/],
    [{ generatorLr: Number.NaN }, 'generatorLr', /finite/],
    [{ discriminatorLr: 0 }, 'discriminatorLr', /> 0/],
    [{ generatorDim: [] }, 'generatorDim', /array/],
    [{ generatorDim: [256, 0] }, 'generatorDim.1', /≥ 1/],
    [{ pac: 1.5 }, 'pac', /integer/],
  ])('%j', (options, option, message) => {
    let thrown: unknown;
    try {
      ctgan.create(options);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ code: 'CVD_INVALID_OPTION', option });
    expect((thrown as Error).message).toMatch(message);
  });

  it('and the defaults are those of the published implementation', () => {
    expect(ctgan.create().options).toMatchObject({
      embeddingDim: 128,
      generatorDim: [256, 256],
      discriminatorDim: [256, 256],
      generatorLr: 2e-4,
      generatorDecay: 1e-6,
      discriminatorLr: 2e-4,
      discriminatorDecay: 1e-6,
      batchSize: 500,
      discriminatorSteps: 1,
      logFrequency: true,
      epochs: 300,
      pac: 10,
    });
  });
});

describe('tables of every shape are learned', () => {
  const tables: [name: string, make: () => Table, options?: object][] = [
    ['fewer rows than a batch', () => people(30), { batchSize: 500, pac: 10 }],
    ['one row', () => people(1)],
    ['no discrete column', () => tableFromColumns({ a: numbers(80), b: numbers(80, 1) })],
    ['no continuous column', () => tableFromColumns({ a: words(80, 3), b: words(80, 4, 1) })],
    ['one category beside a number', () => tableFromColumns({ a: Array(60).fill('x'), b: numbers(60) })],
    ['constant numbers beside words', () => tableFromColumns({ a: Array(60).fill(4.5), b: words(60, 3) })],
    ['a batch of two, each judged alone', () => people(40), { batchSize: 2, pac: 1 }],
    ['all rows of a batch judged as one', () => people(40), { pac: 20 }],
    ['three critic steps for one of the generator', () => people(60), { discriminatorSteps: 3 }],
  ];

  it.each(tables)('%s', async (_, make, options = {}) => {
    const real = make();
    const model = await fitted(real, { ...tiny, ...options });
    const made = await sampled(model, 30);
    expect([made.rows, made.names.join()]).toEqual([30, real.names.join()]);
  });

  it('500 columns', async () => {
    const columns = Object.fromEntries(
      Array.from({ length: 500 }, (_, c) => [`c${c}`, c % 2 === 0 ? words(60, 3, c) : numbers(60, c)]),
    );
    const made = await sampled(await fitted(tableFromColumns(columns), tiny), 25);
    expect([made.rows, made.names.length]).toEqual([25, 500]);
  });

  it('a column of 1,000 categories', async () => {
    const rows = 3000;
    const table = tableFromColumns({
      code: Array.from({ length: rows }, (_, row) => `code-${(row * 7919) % 1000}`),
      x: numbers(rows),
    });
    const model = await fitted(table, { ...tiny, rareBelow: 0, batchSize: 500, pac: 1 });
    const made = await sampled(model, 600);
    const codes = new Set(Array.from({ length: 600 }, (_, row) => made.at(row, 'code')));
    expect(codes.size).toBeGreaterThan(300);
  });
});

describe('what a fit tells', () => {
  it('reports losses by epoch, seconds by phase, the build, and clipped values by column', async () => {
    const real = people(400);
    const far = tableFromColumns({ x: [...numbers(395), 1e6, 1e6, 1e6, 1e6, 1e6 + 3], y: words(400, 3) });
    const model = ctgan.create({ ...tiny, epochs: 3, seed: 1, trimExtremes: false });
    const report = await model.fit(real, { execution: 'inline' });
    expect(Object.keys(report.losses).sort()).toEqual(['condition', 'critic', 'generator', 'penalty']);
    for (const history of Object.values(report.losses)) expect(history.length).toBe(3);
    for (const phase of ['gathering', 'mixtures', 'encoding', 'training', 'statistics'])
      expect(report.seconds[phase], phase).toBeGreaterThan(0);
    expect(report.details.build).toMatch(/strict|relaxed/);
    const clipped = await model.fit(far, { execution: 'inline' });
    for (const { column, share } of clipped.clips) {
      expect(column).toBe('x');
      expect(share).toBeLessThan(0.05);
    }
  });

  it('describes the network, the training and the modes', async () => {
    const model = await fitted(people(300), { ...tiny, epochs: 2 });
    expect(model.describe().parameters).toMatchObject({
      embeddingDim: 3,
      generatorDim: [4],
      training: { epochs: 2, rows: 300, losses: { critic: expect.any(Number) } },
    });
    expect(JSON.stringify(model.describe())).toContain('"modes"');
  });

  it('keeps the best epoch with early stopping', async () => {
    const model = ctgan.create({ ...tiny, epochs: 40, seed: 1, earlyStopping: true, evalEvery: 2, patience: 2 });
    const report = await model.fit(people(600), { execution: 'inline' });
    const { epochs, bestEpoch, quality } = report.details.training as {
      epochs: number;
      bestEpoch: number;
      quality: { epoch: number; quality: number }[];
    };
    const best = quality.reduce((a, b) => (b.quality > a.quality ? b : a));
    expect(bestEpoch).toBe(best.epoch);
    expect(epochs).toBeGreaterThanOrEqual(bestEpoch);
    expect((await sampled(model, 10)).rows).toBe(10);
  });

  it('refuses to begin with a network of other sizes', async () => {
    const earlier = await fitted(people(100), tiny);
    await expect(fitted(people(100), { ...tiny, generatorDim: [5] }, { warmStart: earlier })).rejects.toMatchObject({
      code: 'CVD_WARM_START',
    });
    expect((await sampled(await fitted(people(120), tiny, { warmStart: earlier }), 5)).rows).toBe(5);
  });

  it('makes a model of less than 3 MB of the cardiovascular table at the default sizes', async () => {
    const real = await readCsv(fileURLToPath(new URL('../../../tests/fixtures/cvd/train.csv', import.meta.url)));
    const model = await fitted(real, {
      epochs: 1,
      batchSize: 500,
      pac: 10,
      embeddingDim: 128,
      generatorDim: [256, 256],
      discriminatorDim: [256, 256],
    });
    expect(encodeModelFile(model.toModel()).length).toBeLessThan(3e6);
  });
});
