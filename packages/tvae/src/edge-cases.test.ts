import {
  encodeModelFile,
  type FitOptions,
  type FitReport,
  InvalidOptionError,
  type Synthesizer,
  type Table,
  tableFromColumns,
  WarmStartError,
} from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { table, tiny } from '../test/support/tables.js';
import { tvae } from './tvae.js';

const numbers = (rows: number, step = 7919, modulus = 101): number[] =>
  Array.from({ length: rows }, (_, row) => (row * step) % modulus);

const fitted = async (
  real: Table,
  options: Readonly<Record<string, unknown>> = {},
  fit: FitOptions = {},
): Promise<{ model: Synthesizer; report: FitReport }> => {
  const model = tvae.create({ ...tiny, ...options });
  return { model, report: await model.fit(real, { execution: 'inline', ...fit }) };
};

const rowsOf = async (model: Synthesizer, rows = 30): Promise<Table> =>
  model.sample(rows, { execution: 'inline' }).toTable();

describe('tables at the edge', () => {
  it('continuous columns only', async () => {
    const { model } = await fitted(tableFromColumns({ x: numbers(150), y: numbers(150, 31, 97) }));
    expect((await rowsOf(model)).rows).toBe(30);
  });

  it('discrete columns only', async () => {
    const { model, report } = await fitted(
      tableFromColumns({ a: numbers(150).map((n) => `a${n % 3}`), b: numbers(150).map((n) => n % 2 === 0) }),
    );
    expect(report.losses.continuous!.every((loss) => loss === 0)).toBe(true);
    expect((await rowsOf(model)).rows).toBe(30);
  });

  it('one row', async () => {
    const { model } = await fitted(table(1));
    expect((await rowsOf(model)).rows).toBe(30);
  });

  it('nothing to learn', async () => {
    const { model, report } = await fitted(tableFromColumns({ a: Array(20).fill('x'), b: Array(20).fill(5) }));
    expect(report.losses).toEqual({});
    const made = await rowsOf(model);
    expect([made.at(29, 'a'), made.at(29, 'b')]).toEqual(['x', 5]);
    expect((await rowsOf(tvae.restore(model.toModel()))).at(3, 'b')).toBe(5);
  });

  it('500 columns', async () => {
    const columns = Object.fromEntries(
      Array.from({ length: 500 }, (_, c) => [
        `c${c}`,
        c % 2 ? numbers(60, 7 + c) : numbers(60, 3 + c).map((n) => `v${n % 4}`),
      ]),
    );
    const { model } = await fitted(tableFromColumns(columns), { epochs: 1 });
    expect((await rowsOf(model, 5)).names.length).toBe(500);
  });

  it('more categories than rows of a batch', async () => {
    const many = Array.from({ length: 1200 }, (_, row) => row % 600);
    const { model } = await fitted(
      tableFromColumns({ code: many.map((n) => `k${n}`), x: many }),
      { epochs: 1, batchSize: 500, rareBelow: 0 },
      {
        metadata: {
          METADATA_SPEC_VERSION: 'V1',
          tables: { table: { columns: { code: { sdtype: 'categorical' }, x: { sdtype: 'numerical' } } } },
        },
      },
    );
    expect(new Set(Array.from({ length: 30 }, (_, i) => i)).size).toBe((await rowsOf(model)).rows);
  });

  it.each([1, 7, 120, 121, 1000])('batches of %i of 120 rows', async (batchSize) => {
    const { report } = await fitted(table(120), { batchSize, epochs: 2 });
    expect(report.losses.loss).toHaveLength(2);
    const training = report.details.training as { steps: number };
    expect(training.steps).toBe(2 * Math.ceil(120 / Math.min(120, batchSize)));
  });

  it('networks that no memory holds', async () => {
    const wide = Array(9).fill(8192);
    const fit = fitted(table(200), { batchSize: 1_000_000, compressDims: wide, decompressDims: wide });
    await expect(fit).rejects.toMatchObject({ code: 'CVD_OUT_OF_MEMORY' });
    await expect(fit).rejects.toThrow('Lower the batch size');
  });

  it.each([
    ['epochs', 0],
    ['learningRate', Number.NaN],
    ['learningRate', 0],
    ['batchSize', 0],
    ['compressDims', []],
    ['decompressDims', [0]],
    ['sampling', 'mode'],
    ['lossFactor', -1],
  ])('refuses %s = %j', (name, value) => {
    expect(() => tvae.create({ [name]: value })).toThrow(InvalidOptionError);
  });
});

describe('argmax', () => {
  it('never gives a category that is not the likeliest, softmax gives all', async () => {
    const real = tableFromColumns({ k: numbers(200).map((n) => (n % 10 === 0 ? 'rare' : 'common')) });
    const share = async (sampling: string): Promise<number> => {
      const { model } = await fitted(real, { sampling, epochs: 30 });
      const made = await rowsOf(model, 500);
      return Array.from({ length: 500 }, (_, row) => made.at(row, 'k')).filter((k) => k === 'rare').length / 500;
    };
    expect(await share('argmax')).toBe(0);
    // A tenth is rare; the model is barely trained.
    expect(await share('softmax')).toBeGreaterThan(0.03);
  });
});

describe('beginning with an earlier model', () => {
  it('goes on from its decoder', async () => {
    const { model, report } = await fitted(table(300), { epochs: 20 });
    const on = await fitted(table(300, 2), { epochs: 1 }, { warmStart: model });
    const anew = await fitted(table(300, 2), { epochs: 1 });
    expect(on.report.losses.loss![0]!).toBeLessThan(anew.report.losses.loss![0]!);
    expect(on.report.losses.loss![0]!).toBeLessThan((anew.report.losses.loss![0]! + report.losses.loss!.at(-1)!) / 2);
  });

  it('refuses networks of other sizes, and says which', async () => {
    const { model } = await fitted(table(100), { epochs: 1 });
    const other = fitted(table(100), { epochs: 1, decompressDims: [9] }, { warmStart: model });
    await expect(other).rejects.toThrow(WarmStartError);
    await expect(other).rejects.toThrow('its decompressDims is [8], not [9]');
  });
});

describe('early stopping', () => {
  it('says where there are too few rows for it', async () => {
    const { report } = await fitted(table(100), { earlyStopping: true });
    expect(report.warnings.map(({ code }) => code)).toContain('early-stopping-left-out');
  });
});

describe('model files', () => {
  it('have the same bytes after restoring', async () => {
    const { model } = await fitted(table(100));
    const bytes = encodeModelFile(model.toModel());
    expect(encodeModelFile(tvae.restore(model.toModel()).toModel())).toEqual(bytes);
  });
});
