import { createRandomSource, gatherRows, type Table, type TableMetadata, tableFromColumns } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { columnFinder, resampledShape, resampledTrend } from '../src/bootstrap/quality-scores.js';
import { scoreResamples } from '../src/bootstrap/resampled-score.js';
import { drawResamples, eachOnce, type RowWeights, WORDS } from '../src/bootstrap/row-weights.js';
import { qualityReport } from '../src/index.js';
import { prepareColumn } from '../src/prepared-column.js';
import { columnEntries } from '../src/table-metadata.js';
import { fixture, readTable } from './support.js';

const { metadata: cvd } = JSON.parse(fixture('fixtures/sdmetrics/cvd.json'));
const adult = {
  columns: Object.fromEntries([
    ...['age', 'fnlwgt', 'education-num', 'capital-gain', 'capital-loss', 'hours-per-week'].map((name) => [
      name,
      { sdtype: 'numerical' },
    ]),
    ...['workclass', 'education', 'marital-status', 'occupation', 'race', 'sex', 'native-country', 'income'].map(
      (name) => [name, { sdtype: 'categorical' }],
    ),
  ]),
};
const cvdTrain = await readTable('../../../tests/fixtures/cvd/train.csv', cvd);
const random = createRandomSource(11);

/** Numbers and categories, with gaps, ties, a constant, an outlier and what has no score. */
const oddTable = (name: string, rows: number): Table => {
  const draw = (column: string, row: number) => random.child(`${name} ${column}`).uniform(row);
  const all = Array.from({ length: rows }, (_, row) => row);
  const x = all.map((row) => draw('x', row));
  return tableFromColumns({
    x: x.map((value, row) => (draw('gap', row) < 0.2 ? null : value)),
    y: x.map((value, row) => (draw('hole', row) < 0.1 ? null : Math.round(5 * (value + draw('y', row))) / 10)),
    outlier: x.map((value, row) => (row === 3 ? 1e12 : value + draw('noise', row))),
    endless: x.map((value, row) => (row === 4 ? Number.POSITIVE_INFINITY : value)),
    when: x.map((value) => new Date(86_400_000 * Math.floor(400 * value)).toISOString().slice(0, 10)),
    colour: all.map((row) => (draw('none', row) < 0.1 ? null : `c${Math.floor(30 * draw('c', row) ** 2)}`)),
    many: all.map((row) => `${name}${Math.floor(2000 * draw('m', row))}`),
    same: all.map(() => 'same'),
  });
};
const odd: TableMetadata = {
  columns: {
    ...Object.fromEntries(['x', 'y', 'outlier', 'endless'].map((name) => [name, { sdtype: 'numerical' }])),
    when: { sdtype: 'datetime', datetime_format: '%Y-%m-%d' },
    ...Object.fromEntries(['colour', 'many', 'same'].map((name) => [name, { sdtype: 'categorical' }])),
  },
};

const every = { correlation: 0, association: 0 };

/** Each score of the report with that of weighted rows. */
const besides = async (real: Table, synthetic: Table, metadata: TableMetadata, weights: RowWeights) => {
  const find = columnFinder(
    columnEntries(metadata).map(([name, column]) =>
      prepareColumn(name, column, real.column(name), synthetic.column(name)),
    ),
  );
  const { columnShapes, columnPairTrends } = await qualityReport(real, synthetic, metadata, { pairThresholds: every });
  const scored = [
    ...columnShapes.columns.map((entry) => ({ entry, name: entry.column, metric: resampledShape })),
    ...columnPairTrends.pairs.map((entry) => ({ entry, name: entry.columns.join(' × '), metric: resampledTrend })),
  ].filter(({ entry }) => entry.score !== null);
  return Promise.all(
    scored.map(async ({ entry, name, metric }) => ({
      name: `${entry.metric} of ${name}`,
      score: entry.score!,
      resampled: await scoreResamples(
        (metric as typeof resampledTrend)(entry as never, find),
        weights,
        'test',
        undefined,
      ),
    })),
  );
};

describe('scores of every row once', () => {
  it.each([
    ['CVD', cvd, async () => [cvdTrain, await readTable('fixtures/sdmetrics/cvd-ctgan.csv', cvd)]],
    [
      'Adult',
      adult,
      () => Promise.all(['train', 'test'].map((part) => readTable(`fixtures/scikit-learn/adult-${part}.csv`, adult))),
    ],
    ['odd', odd, async () => [oddTable('real', 700), oddTable('synthetic', 500)]],
  ] as const)('are those of the report: %s', async (_, metadata, read) => {
    const [real, synthetic] = await read();
    const all = await besides(real!, synthetic!, metadata, eachOnce(synthetic!.rows, null));
    expect(all.length).toBeGreaterThanOrEqual(30);
    for (const { name, score, resampled } of all)
      expect(Math.abs(resampled[0]! - score), `${name}: ${resampled[0]} is not ${score}`).toBeLessThan(1e-12);
  });
});

/** The rows of a resample, each as often as it was drawn. */
const rowsOf = ({ words, rows, subset }: RowWeights, resample: number): number[] => {
  const base = Math.floor(resample / 16) * rows * WORDS + ((resample % 16) >> 1);
  return Array.from({ length: rows }, (_, place) => {
    const weight = (words[base + place * WORDS]! >>> (resample % 2 === 0 ? 0 : 16)) & 0xffff;
    return new Array<number>(weight).fill(subset === null ? place : subset[place]!);
  }).flat();
};

describe('scores of resamples', () => {
  const columns = Object.fromEntries(Object.entries(odd.columns).filter(([name]) => name !== 'endless'));
  // Bins follow the range of the rows, which the weights' scores leave as it is: mixed pairs are compared above.
  const comparable = (name: string): boolean => !/^Contingency.*\b(x|y|outlier|when)\b/.test(name);

  const tolerance = (name: string): number => {
    // Categories that the resample lacks count as a millionth of a real row: 60 of them, of 80 rows.
    if (name.startsWith('TV')) return 1e-6;
    // Beside the outlier, the metric itself is left 4 of its 16 digits.
    return name.includes('outlier') ? 1e-3 : 1e-12;
  };

  it.each([
    ['all rows', 60],
    ['a part of them', 40],
  ])('are those of tables of the rows drawn: %s', async (_, maxRows) => {
    const real = oddTable('real', 80);
    const synthetic = oddTable('synthetic', 60);
    const options = { resamples: 19, maxRows, random, operation: 'test' };
    const weights = await drawResamples(synthetic.rows, options);
    const all = await besides(real, synthetic, { columns }, weights);
    let compared = 0;
    for (let resample = 0; resample < 19; resample++) {
      const rows = rowsOf(weights, resample);
      expect(rows).toHaveLength(maxRows);
      const once = await besides(real, gatherRows(synthetic, rows), { columns }, eachOnce(maxRows, null));
      for (const { name, score } of once.filter(({ name }) => comparable(name))) {
        const { resampled } = all.find((each) => each.name === name)!;
        const difference = Math.abs(resampled[resample]! - score);
        expect(difference, `${name}: ${resampled[resample]} is not ${score}`).toBeLessThan(tolerance(name));
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(19 * 12);
  });

  it('have none where their rows have none', async () => {
    const real = tableFromColumns({ x: [1, 2, 3, 4], y: [2, 1, 3, 5] });
    const synthetic = tableFromColumns({ x: [1, 2, null, null], y: [1, 5, 2, 2] });
    const metadata = { columns: { x: { sdtype: 'numerical' }, y: { sdtype: 'numerical' } } };
    const weights = await drawResamples(4, { resamples: 64, maxRows: 100, random, operation: 'test' });
    const [ofX, , ofPair] = await besides(real, synthetic, metadata, weights);
    for (let resample = 0; resample < 64; resample++) {
      const paired = new Set(rowsOf(weights, resample).filter((row) => row < 2)).size;
      expect(Number.isNaN(ofX!.resampled[resample]!)).toBe(paired === 0);
      expect(Number.isNaN(ofPair!.resampled[resample]!)).toBe(paired < 2);
    }
  });
});

describe('drawResamples', () => {
  it('draws each row as often as chance has it', async () => {
    const weights = await drawResamples(50, { resamples: 400, maxRows: 100, random, operation: 'test' });
    const counts = new Float64Array(50);
    for (let resample = 0; resample < 400; resample++) for (const row of rowsOf(weights, resample)) counts[row]!++;
    // χ² of 49 degrees of freedom: mean 49, standard deviation √98 = 9.9; 4 of them.
    const chiSquared = counts.reduce((sum, count) => sum + (count - 400) ** 2 / 400, 0);
    expect(chiSquared).toBeGreaterThan(49 - 40);
    expect(chiSquared).toBeLessThan(49 + 40);
  });

  it('draws the same for the same seed, and less often the first of more resamples', async () => {
    const options = { maxRows: 100, random, operation: 'test' };
    const few = await drawResamples(30, { ...options, resamples: 5 });
    const more = await drawResamples(30, { ...options, resamples: 40 });
    for (let resample = 0; resample < 5; resample++) expect(rowsOf(more, resample)).toEqual(rowsOf(few, resample));
    expect(rowsOf(more, 7)).not.toEqual(rowsOf(more, 6));
  });

  it('stops at the signal', async () => {
    const signal = AbortSignal.abort();
    await expect(
      drawResamples(30, { resamples: 5, maxRows: 9, random, operation: 'test', signal }),
    ).rejects.toMatchObject({ code: 'CVD_ABORTED' });
  });
});
