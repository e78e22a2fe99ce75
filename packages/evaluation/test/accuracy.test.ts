import {
  createRandomSource,
  gatherRows,
  type Progress,
  type Table,
  type TableMetadata,
  tableFromColumns,
} from '@cvd/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSamplingNoise } from '../src/accuracy/sampling-noise.js';
import { type AccuracyFigure, binnedAccuracy, type ComputedAccuracy } from '../src/index.js';
import { asMetadata, fixture, type PlainColumn, readTable, tableFrom } from './support.js';

type Three = readonly [univariate: number, bivariate: number, trivariate: number];

interface Case {
  readonly name: string;
  readonly metadata: TableMetadata;
  readonly files?: readonly [string, string];
  readonly tables?: readonly [Readonly<Record<string, PlainColumn>>, Readonly<Record<string, PlainColumn>>];
  readonly overall: Three;
  readonly columns: Readonly<Record<string, Three>>;
  readonly ceilings?: Three;
}

const cases: readonly Case[] = JSON.parse(fixture('fixtures/accuracy/accuracy.json'));

const tablesOf = async ({ files, tables, metadata }: Case): Promise<readonly Table[]> =>
  files
    ? Promise.all(files.map((path) => readTable(`../../../${path}`, metadata)))
    : tables!.map((table) => tableFrom(table));

const computed = (figure: AccuracyFigure): ComputedAccuracy => {
  if (figure.value === null) throw new Error(figure.because);
  return figure;
};

/** Sums of some thousand shares, and means of some hundred of those: units of the last place. */
const TOLERANCE = 1e-12;
const near = (actual: number | null, expected: number, tolerance = TOLERANCE): void => {
  expect(actual).not.toBeNull();
  expect(Math.abs(actual! - expected), `${actual} is not ${expected}`).toBeLessThan(tolerance);
};

describe.each(cases.map((each) => [each.name, each] as const))('binned accuracy: %s', (_, each) => {
  it('is NumPy’s, overall and by column', async () => {
    const [real, synthetic] = await tablesOf(each);
    const { overall, columns } = await binnedAccuracy(real!, synthetic!, asMetadata(each.metadata), { resamples: 0 });
    const kinds = ['univariate', 'bivariate', 'trivariate'] as const;
    for (const [i, kind] of kinds.entries()) {
      near(overall[kind].value, each.overall[i]!);
      for (const column of columns) near(column[kind].value, each.columns[column.column]![i]!);
      // Probabilities from logarithms of factorials, and a parabola in another form.
      if (each.ceilings) near(computed(overall[kind]).ceiling, each.ceilings[i]!, 1e-9);
    }
    expect(columns.map(({ column }) => column)).toEqual(Object.keys(each.columns));
  });
});

/** Rows of cells whose shares fall as 1/rank, drawn anew for each `draw`. */
const drawCounts = (cells: number, rows: number, draw: number): Int32Array => {
  const weights = Array.from({ length: cells }, (_, i) => 1 / (i + 1));
  const total = weights.reduce((a, b) => a + b);
  let sum = 0;
  const ends = weights.map((weight) => (sum += weight / total));
  const random = createRandomSource(11).child(`${cells} ${rows} ${draw}`);
  const counts = new Int32Array(cells);
  for (let row = 0; row < rows; row++) {
    const u = random.uniform(row);
    const cell = ends.findIndex((end) => u < end);
    counts[cell < 0 ? cells - 1 : cell]!++;
  }
  return counts;
};

describe('the sampling noise of a ceiling', () => {
  // 60 pairs of samples: the mean distance is known to its standard error, that of the noise hardly varies.
  it.each([
    [10, 1000, 1000],
    [300, 1000, 1000],
    [300, 1000, 300],
    [300, 300, 1000],
  ])('is how far two samples of %i cells are apart, %i rows from %i', (cells, first, second) => {
    const noise = createSamplingNoise(first, second);
    const gaps = Array.from({ length: 60 }, (_, draw) => {
      const [a, b] = [drawCounts(cells, first, 2 * draw), drawCounts(cells, second, 2 * draw + 1)];
      const distance = a.reduce((sum, count, cell) => sum + Math.abs(count / first - b[cell]! / second), 0) / 2;
      return distance - noise(a);
    });
    const mean = gaps.reduce((a, b) => a + b) / gaps.length;
    const deviation = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / (gaps.length - 1));
    // Where the second is larger, a part of what it adds is beyond what the table itself tells: a tenth of the noise.
    const known = second <= first ? 0 : 0.01;
    expect(Math.abs(mean)).toBeLessThan((4 * deviation) / Math.sqrt(gaps.length) + known);
  });

  it('is that of normal distributions where cells are large', () => {
    const [first, second] = [40_000, 30_000];
    const counts = Int32Array.from([20_000, 12_000, 8000]);
    const expected = counts.reduce((sum, count) => {
      const p = count / first;
      return sum + Math.sqrt((2 / Math.PI) * p * (1 - p) * (1 / first + 1 / second));
    }, 0);
    // Parts of whole rows, and shares of one table drawn without replacement: 1/rows.
    expect(createSamplingNoise(first, second)(counts) / (expected / 2)).toBeCloseTo(1, 3);
  });

  it('is nothing where all rows are in one cell', () => {
    expect(createSamplingNoise(100, 50)(Int32Array.from([100]))).toBe(0);
  });
});

/** Two columns that depend on each other, more loosely the larger `skew`. */
const drawTable = (rows: number, draw: string, skew: number): Table => {
  const random = createRandomSource(5).child(draw);
  const first = Array.from({ length: rows }, (_, row) => Math.floor(5 * random.uniform(row) ** (1 + skew)));
  const second = first.map((value, row) => (random.uniform(row, 1) < 0.5 - skew ? value : 5 * random.uniform(row, 2)));
  const third = first.map((_, row) => (random.uniform(row, 3) < 0.3 ? 'a' : 'b'));
  return tableFromColumns({ first: first.map((value) => `v${value}`), second, third });
};
const drawnMetadata = asMetadata({
  columns: { first: { sdtype: 'categorical' }, second: { sdtype: 'numerical' }, third: { sdtype: 'categorical' } },
});

describe('intervals of an accuracy', () => {
  it.each([0, 0.1])('hold the figure that other draws have on the mean, skew %f', async (skew) => {
    const real = drawTable(300, 'real', 0);
    const draws = Array.from({ length: 120 }, (_, i) => drawTable(200, `draw ${i}`, skew));
    const reports = await Promise.all(draws.map((table, seed) => binnedAccuracy(real, table, drawnMetadata, { seed })));
    for (const kind of ['univariate', 'bivariate', 'trivariate'] as const) {
      const figures = reports.map(({ overall }) => computed(overall[kind]));
      const mean = figures.reduce((sum, { value }) => sum + value, 0) / figures.length;
      const held = figures.filter(({ interval }) => interval!.low <= mean && mean <= interval!.high).length;
      // 95 %, less 2 for percentiles of 200, and less 4 standard errors of 120 draws (2 % each).
      expect(held / figures.length).toBeGreaterThan(0.85);
      const deviation = Math.sqrt(figures.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / figures.length);
      const width = figures.reduce((sum, { interval }) => sum + interval!.high - interval!.low, 0) / figures.length;
      // As wide as ±1.96 deviations, which 120 draws tell to 6.5 %: 4 of those.
      expect(Math.abs(width / (3.92 * deviation) - 1)).toBeLessThan(0.26);
    }
  });

  it('are scaled for tables of which a part is resampled', async () => {
    const metadata = asMetadata({ columns: { second: { sdtype: 'numerical' } } });
    const real = drawTable(2000, 'real', 0);
    const large = drawTable(60_000, 'large', 0.2);
    const width = async (table: Table): Promise<number> => {
      const { interval } = computed((await binnedAccuracy(real, table, metadata)).overall.univariate);
      if (table.rows > 20_000)
        expect(interval!.method).toContain('of 20,000 of the 60,000 synthetic rows, deviations scaled');
      return interval!.high - interval!.low;
    };
    // Three times the rows, √3 times the width; widths of 200 resamples vary by some 8 %, so that of two by 11: 3 of it.
    const ratio = (await width(large.slice(0, 20_000))) / (await width(large));
    expect(Math.abs(ratio / Math.sqrt(3) - 1)).toBeLessThan(0.33);
  });
});

describe('binnedAccuracy', () => {
  let real: Table;
  let synthetic: Table;
  beforeAll(() => {
    real = drawTable(500, 'real', 0);
    synthetic = drawTable(300, 'synthetic', 0.2);
  });

  it('gives a table itself an accuracy of 1, and one without a value in common 0', async () => {
    const itself = await binnedAccuracy(real, real, drawnMetadata, { resamples: 0 });
    for (const figure of Object.values(itself.overall)) expect(figure.value).toBe(1);
    const metadata = asMetadata({ columns: { c: { sdtype: 'categorical' } } });
    const other = await binnedAccuracy(
      tableFromColumns({ c: ['a', 'b'] }),
      tableFromColumns({ c: ['x', null] }),
      metadata,
    );
    expect(other.overall.univariate).toMatchObject({ value: 0, ceiling: null });
  });

  it('has the same intervals for a seed, and others for another', async () => {
    const of = (seed: number) => binnedAccuracy(real, synthetic, drawnMetadata, { seed });
    const first = await of(1);
    expect(await of(1)).toEqual(first);
    expect((await of(2)).overall.bivariate).not.toEqual(first.overall.bivariate);
    expect(JSON.parse(JSON.stringify(first))).toEqual(first);
  });

  it('draws pairs and triples where there are many, seeded', async () => {
    const random = createRandomSource(3);
    const columns = Object.fromEntries(
      Array.from({ length: 30 }, (_, c) => [`c${c}`, Array.from({ length: 60 }, (_r, row) => random.uniform(row, c))]),
    );
    const table = tableFromColumns(columns);
    const other = gatherRows(
      table,
      Int32Array.from({ length: 40 }, (_, row) => (7 * row) % 60),
    );
    const of = (seed: number) =>
      binnedAccuracy(table, other, numbersMetadata(columns), { seed, maxPairs: 100, maxTriples: 200, resamples: 30 });
    const report = await of(1);
    expect(report).toMatchObject({ pairs: 100, triples: 200, seed: 1, bins: 10 });
    expect(await of(1)).toEqual(report);
    expect((await of(2)).overall.trivariate.value).not.toBe(report.overall.trivariate.value);
    const all = await binnedAccuracy(table, other, numbersMetadata(columns), { resamples: 0 });
    expect(all).toMatchObject({ pairs: 435, triples: 4060 });
    // The mean of 200 of the 4060; triples differ by some .03.
    near(report.overall.trivariate.value, all.overall.trivariate.value!, 0.01);
  });

  it('puts infinite numbers in the outer bins', async () => {
    const numbers = Array.from({ length: 100 }, (_, i) => i);
    const infinite = [...numbers.slice(1, 99), Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    const metadata = asMetadata({ columns: { n: { sdtype: 'numerical' } } });
    const of = (a: readonly number[], b: readonly number[]) =>
      binnedAccuracy(tableFromColumns({ n: [...a] }), tableFromColumns({ n: [...b] }), metadata);
    expect((await of(numbers, infinite)).overall.univariate.value).toBe(1);
    expect((await of(infinite, numbers)).overall.univariate.value).toBe(1);
  });

  it('says what it cannot compute, and why', async () => {
    const metadata = asMetadata({
      columns: { n: { sdtype: 'numerical' }, c: { sdtype: 'categorical' }, id: { sdtype: 'id' } },
    });
    const table = (n: readonly (number | string)[]) => tableFromColumns({ n: [...n], c: ['a', 'b'], id: ['1', '2'] });
    const text = await binnedAccuracy(table([1, 2]), table(['x', 'y']), metadata);
    expect(text.columns.map(({ column }) => column)).toEqual(['n', 'c']);
    expect(text.columns[0]!.univariate).toEqual({ value: null, because: expect.stringContaining('"n"') });
    expect(text.overall.univariate.value).toBe(1);
    expect(text.overall.bivariate).toEqual({
      value: null,
      because: 'it takes two columns that can be compared, and there is 1',
    });
    const empty = await binnedAccuracy(table([1, 2]), table([1, 2]).slice(0, 0), metadata);
    expect(empty.overall.trivariate).toEqual({ value: null, because: 'a table has no rows' });
    expect(empty.columns[1]!.univariate).toEqual({ value: null, because: 'a table has no rows' });
    await expect(binnedAccuracy(real, synthetic, drawnMetadata, { resamples: -1 })).rejects.toMatchObject({
      code: 'CVD_INVALID_OPTION',
    });
    await expect(binnedAccuracy(real, synthetic.select(['first']), drawnMetadata)).rejects.toMatchObject({
      code: 'CVD_UNKNOWN_COLUMN',
    });
  });

  it('tells its progress and stops at the signal', async () => {
    const seen: Progress[] = [];
    await binnedAccuracy(real, synthetic, drawnMetadata, { onProgress: (progress) => seen.push(progress) });
    const fractions = seen.map(({ fraction }) => fraction);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
    const controller = new AbortController();
    const stopped = binnedAccuracy(real, synthetic, drawnMetadata, {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(stopped).rejects.toMatchObject({ code: 'CVD_ABORTED' });
  });
});

/** Metadata of columns of numbers. */
function numbersMetadata(columns: object) {
  return asMetadata({
    columns: Object.fromEntries(Object.keys(columns).map((name) => [name, { sdtype: 'numerical' }])),
  });
}
