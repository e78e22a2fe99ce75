import { type TableMetadata, tableFromColumns } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { correlationMatrices } from '../src/index.js';
import { asMetadata, expectFigure, fixture, readTable } from './support.js';

type Expected = readonly (readonly (number | null)[])[];

const golden: {
  readonly files: readonly [string, string];
  readonly metadata: TableMetadata;
  readonly real: Expected;
  readonly synthetic: Expected;
} = JSON.parse(fixture('fixtures/correlations/correlations.json'));

const [real, synthetic] = await Promise.all(golden.files.map((path) => readTable(`../../../${path}`, golden.metadata)));

describe('correlationMatrices', () => {
  it('has the figures of SciPy and pandas', async () => {
    const matrices = await correlationMatrices(real!, synthetic!, asMetadata(golden.metadata));
    expect(matrices.columns).toEqual(Object.keys(golden.metadata.columns));
    expect(matrices.rows).toEqual({ real: 2000, synthetic: 1000 });
    for (const [i, first] of matrices.columns.entries())
      for (const [j, second] of matrices.columns.entries()) {
        const what = `${first} and ${second}`;
        // 1e-9: sums of thousands of squares, of which SciPy's F statistic takes the difference.
        expectFigure(matrices.real[i]![j]!, golden.real[i]![j]!, what);
        expectFigure(matrices.synthetic[i]![j]!, golden.synthetic[i]![j]!, what);
        expect(matrices.difference[i]![j]).toBe(matrices.synthetic[i]![j]! - matrices.real[i]![j]!);
        expect(matrices.real[j]![i]).toBe(matrices.real[i]![j]);
      }
    expect(JSON.parse(JSON.stringify(matrices))).toEqual(matrices);
  });

  const columns = {
    n: { sdtype: 'numerical' },
    constant: { sdtype: 'numerical' },
    c: { sdtype: 'categorical' },
    text: { sdtype: 'numerical' },
    id: { sdtype: 'id' },
  };
  const table = (constant: number | null) =>
    tableFromColumns({
      n: [1, 2, 3, 4],
      constant: [1, 1, 1, constant],
      c: ['a', 'a', 'b', 'b'],
      text: ['x', 'y', 'z', 'z'],
      id: ['1', '2', '3', '4'],
    });

  it('has null where a correlation is not defined, in either table', async () => {
    const matrices = await correlationMatrices(table(null), table(2), asMetadata({ columns }));
    expect(matrices.columns).toEqual(['n', 'constant', 'c', 'text']);
    const eta = Math.sqrt(4 / 5);
    expect(matrices.real).toEqual([
      [1, null, expect.closeTo(eta, 12), null],
      [null, null, null, null],
      [expect.closeTo(eta, 12), null, 1, null],
      [null, null, null, null],
    ]);
    expect(matrices.synthetic[0]![1]).toBeCloseTo(1.5 / Math.sqrt(5 * 0.75), 12);
    expect(matrices.difference[0]).toEqual([0, null, 0, null]);
  });

  it('reads a limited number of rows, seeded', async () => {
    const of = (seed: number) =>
      correlationMatrices(real!, synthetic!, asMetadata(golden.metadata), { maxRows: 1500, seed });
    const cut = await of(1);
    expect(cut.rows).toEqual({ real: 1500, synthetic: 1000 });
    expect(await of(1)).toEqual(cut);
    expect((await of(2)).real).not.toEqual(cut.real);
    // Of three quarters of the rows: standard error √((1 − ρ²)²/1500 − …) < .026; 4 of them.
    expect(Math.abs(cut.real[0]![12]! - golden.real[0]![12]!)).toBeLessThan(0.1);
  });

  it('stops at its signal and names what is missing', async () => {
    const metadata = asMetadata(golden.metadata);
    const controller = new AbortController();
    const stopped = correlationMatrices(real!, synthetic!, metadata, {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(stopped).rejects.toMatchObject({ code: 'CVD_ABORTED' });
    await expect(correlationMatrices(real!, synthetic!.select(['age']), metadata)).rejects.toMatchObject({
      code: 'CVD_UNKNOWN_COLUMN',
    });
    await expect(correlationMatrices(real!, synthetic!, metadata, { maxRows: 0 })).rejects.toMatchObject({
      code: 'CVD_INVALID_OPTION',
    });
  });
});
