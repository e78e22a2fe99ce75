import { type CellValue, type Condition, CvdError, type Synthesizer } from '@cvd/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { fitted, people, sampled } from '../test/support/trained.js';

type Row = Readonly<Record<string, CellValue | null>>;

describe('conditions', () => {
  let model: Synthesizer;
  beforeAll(async () => {
    model = await fitted(people(), { epochs: 30 });
  });

  it.each<[string, (string | Condition)[], (row: Row) => boolean]>([
    ['the first discrete column', ['port = Oslo'], ({ port }) => port === 'Oslo'],
    ['another', ['member = true'], ({ member }) => member === true],
    ['the last', ['size = XL'], ({ size }) => size === 'XL'],
    ['several categories', ['size in (S, L)'], ({ size }) => size === 'S' || size === 'L'],
    [
      'several columns',
      ['port = Bergen', 'size = M', 'member = false'],
      ({ port, size, member }) => port === 'Bergen' && size === 'M' && member === false,
    ],
    ['numbers', ['income >= 70'], ({ income }) => Number(income) >= 70],
    [
      'numbers and a category',
      ['income < 45', 'port = Ålesund', 'visits >= 12'],
      ({ income, port, visits }) => Number(income) < 45 && port === 'Ålesund' && Number(visits) >= 12,
    ],
    ['missing values', [{ column: 'visits', op: '=', value: null }], ({ visits }) => visits === null],
  ])('hold in every row: %s', async (_, where, holds) => {
    const rows = await sampled(model, 300, { where });
    expect(rows.rows).toBe(300);
    for (let row = 0; row < 300; row++) {
      const values = Object.fromEntries(rows.names.map((name) => [name, rows.at(row, name)]));
      expect(holds(values), JSON.stringify(values)).toBe(true);
    }
  });

  it('leave other columns to the generator, which follows: members are mostly of Oslo', async () => {
    const share = (table: Awaited<ReturnType<typeof sampled>>): number =>
      Array.from({ length: table.rows }, (_, row) => table.at(row, 'port')).filter((port) => port === 'Oslo').length /
      table.rows;
    expect(share(await sampled(model, 500, { where: ['member = true'] }))).toBeGreaterThan(
      1.5 * share(await sampled(model, 500, { where: ['member = false'] })),
    );
  });

  it('steer: a tenth of the rows is met in a few tries each', async () => {
    // Without steering .9²⁰ = 12 % of the rows would still wait after 20 tries.
    expect((await sampled(model, 300, { where: ['member = true'], maxTries: 20 })).rows).toBe(300);
  });

  it('give a row by its index, whatever stands beside it', async () => {
    const where = ['size = XL', 'income > 40'];
    const whole = await sampled(model, 40, { where });
    for (const [start, batchRows] of [
      [0, 7],
      [25, 100],
      [39, 1],
    ] as const) {
      const part = await sampled(model, 40 - start, { where, start, batchRows });
      for (let row = 0; row < part.rows; row++)
        for (const column of part.names) expect(part.at(row, column)).toBe(whole.at(start + row, column));
    }
  });

  it('that are too rare end in an error with the rate', async () => {
    const made = sampled(model, 5, { where: ['income > 85', 'port = Ålesund', 'member = true'], maxTries: 50 });
    const error = await made.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(CvdError.isInstance(error)).toBe(true);
    // 5 rows of 50 tries each would have found conditions that hold in one row of 50.
    expect(error).toMatchObject({ code: 'CVD_CONDITION_TOO_RARE', method: 'ctgan', rate: expect.any(Number) });
    expect((error as { rate: number }).rate).toBeLessThan(1 / 50);
    expect((error as Error).message).toMatch(/hold in about (none|\d\.\de-\d) of the rows/);
  });
});
