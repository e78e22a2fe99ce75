import { createRandomSource, gatherRows, type Table, tableFromColumns } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { closerToTrain, fitGowerScale, nearestRows, privacyMeasures } from '../src/index.js';
import { shuffledRows } from '../src/seeded-rows.js';
import { asMetadata, fixture, readTable } from './support.js';

const { metadata: cvd } = JSON.parse(fixture('fixtures/sdmetrics/cvd.json'));
const metadata = asMetadata(cvd);
const all = await readTable('../../../tests/fixtures/cvd/train.csv', cvd);

/** Disjoint sets of real rows, by chance. */
const parts = (seed: number, sizes: readonly number[]): readonly Table[] => {
  const order = shuffledRows(all.rows, createRandomSource(seed));
  let start = 0;
  return sizes.map((size) => gatherRows(all, order.subarray(start, (start += size))));
};

const split = (seed: number, sizes: readonly [number, number, number]) => {
  const [training, holdout, synthetic] = parts(seed, sizes);
  return { training: training!, holdout: holdout!, synthetic: synthetic! };
};

describe('closerToTrain', () => {
  it.each([
    ['half and half', [300, 300, 400]],
    ['80/20', [800, 200, 400]],
  ] as const)('has .5 in its interval for rows that know neither table, split %s', async (_, sizes) => {
    const runs = 40;
    let missed = 0;
    let sum = 0;
    let width = 0;
    for (let seed = 0; seed < runs; seed++) {
      const tables = split(seed, sizes);
      const found = await closerToTrain(fitGowerScale(tables.training, metadata), tables, { seed });
      if (found.share === null) throw new Error(found.because);
      if (found.interval.low > 0.5 || found.interval.high < 0.5) missed++;
      sum += found.share;
      width += found.interval.high - found.interval.low;
    }
    // 5 % of 40 is 2; more than 7 would happen once in a thousand times (binomial).
    expect(missed).toBeLessThanOrEqual(7);
    // A half width is 1.96 standard errors: the mean of the runs is within 4 of its own.
    const error = width / runs / 2 / 1.96 / Math.sqrt(runs);
    expect(Math.abs(sum / runs - 0.5)).toBeLessThan(4 * error);
  });

  it('would read .8 on an 80/20 split without the cut', async () => {
    const { training, holdout, synthetic } = split(1, [800, 200, 400]);
    const scale = fitGowerScale(training, metadata);
    const near = await nearestRows(scale, { queries: synthetic, reference: training });
    const far = await nearestRows(scale, { queries: synthetic, reference: holdout });
    const closer = near.distances.filter((distance, row) => distance < far.distances[row]!).length;
    // .8 of 400: four standard errors are .08.
    expect(Math.abs(closer / 400 - 0.8)).toBeLessThan(0.08);
  });

  it('is near 1 for a copier, and ½ + b/2a where only b of a training rows are in a cut', async () => {
    const half = split(2, [400, 400, 0]);
    const scale = fitGowerScale(half.training, metadata);
    const copied = await closerToTrain(scale, { ...half, synthetic: half.training });
    expect(copied.share).toBeGreaterThan(0.99);
    expect(copied).toMatchObject({ repeats: 1, cutRows: 400 });
    expect(copied).toMatchObject({ interval: { low: expect.closeTo(0.99, 1), high: expect.closeTo(1, 2) } });

    const fifth = split(2, [800, 200, 0]);
    const partly = await closerToTrain(scale, { ...fifth, synthetic: fifth.training });
    expect(partly).toMatchObject({ repeats: 20, cutRows: 200 });
    // Of the rows that are not in the cut (600 of 800) half are closer, give or take √(.25/600)·¾ = .015; 4 of them.
    expect(Math.abs(partly.share! - 0.625)).toBeLessThan(0.06);
  });

  it('counts ties half', async () => {
    const table = tableFromColumns({ c: Array.from({ length: 40 }, (_, row) => (row % 2 ? 'a' : 'b')) });
    const scale = fitGowerScale(table, asMetadata({ columns: { c: { sdtype: 'categorical' } } }));
    const tables = { training: table, holdout: table.slice(0, 20), synthetic: table };
    expect(await closerToTrain(scale, tables)).toMatchObject({ share: 0.5, ties: 1 });
  });

  it('does not depend on which table is the larger, but for its direction', async () => {
    const { training, holdout, synthetic } = split(4, [600, 200, 300]);
    const scale = fitGowerScale(training, metadata);
    const one = await closerToTrain(scale, { training, holdout, synthetic });
    const other = await closerToTrain(scale, { training: holdout, holdout: training, synthetic });
    expect(one.share! + other.share!).toBeCloseTo(1, 12);
  });

  it('refuses options outside their ranges', async () => {
    const tables = split(4, [20, 20, 20]);
    const scale = fitGowerScale(tables.training, metadata);
    const refused = { code: 'CVD_INVALID_OPTION' };
    await expect(closerToTrain(scale, tables, { repeats: 0 })).rejects.toMatchObject(refused);
    await expect(closerToTrain(scale, tables, { repeats: 33 })).rejects.toMatchObject(refused);
    await expect(closerToTrain(scale, tables, { confidence: 1 })).rejects.toMatchObject(refused);
  });
});

describe('privacyMeasures', () => {
  const { training, holdout, synthetic } = split(7, [500, 500, 500]);

  it('tells a copier, fresh rows and independent columns apart', async () => {
    const copier = await privacyMeasures(training, training, { holdout, metadata });
    expect(copier.synthetic.identical).toMatchObject({ value: 1, successes: 500, trials: 500 });
    expect(copier.synthetic.closestRecord).toMatchObject({ low: { value: 0 }, median: { value: 0 } });
    expect(copier.synthetic.nearestRatio.median.value).toBe(0);
    expect(copier.closerToTrain.share).toBeGreaterThan(0.99);

    const fresh = await privacyMeasures(training, synthetic, { holdout, metadata });
    expect(fresh.synthetic.identical).toMatchObject({ value: 0, interval: { low: 0, method: 'Wilson' } });
    const median = fresh.synthetic.closestRecord.median;
    if (median.value === null || !('identical' in fresh.holdout)) throw new Error('not computable');
    // The holdout is such a sample too: its median lies where theirs does, that of independent columns does not.
    const interval = fresh.holdout.closestRecord.median;
    expect(interval).toMatchObject({ interval: { method: 'order statistics', confidence: 0.95 } });
    expect(Math.abs(median.value - interval.value!)).toBeLessThan(2 * (median.interval.high - median.interval.low));
    expect(fresh.independentColumns.closestRecord.median.value).toBeGreaterThan(median.interval.high);
    expect(fresh.rows).toEqual({ training: 500, synthetic: 500, holdout: 500 });
    expect(fresh.columns).toMatchObject({ leftOut: [] });
    expect(fresh.columns.compared).toHaveLength(19);
    expect(fresh.sample).toBeNull();
  });

  it('gives the same figures for the same seed, and is plain JSON', async () => {
    const { training: more, holdout: few } = split(8, [300, 100, 0]);
    const of = (seed: number) => privacyMeasures(more, synthetic.slice(0, 100), { holdout: few, metadata, seed });
    const report = await of(1);
    expect(await of(1)).toEqual(report);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    expect((await of(2)).closerToTrain).not.toEqual(report.closerToTrain);
  });

  it('measures a sample of many rows, and bounds what that costs', async () => {
    // Some of the rows are copies: those that both happen to hold.
    const some = gatherRows(
      training,
      Int32Array.from({ length: 300 }, (_, row) => row),
    );
    const rows = gatherRows(
      all,
      Int32Array.from({ length: 1000 }, (_, row) => row),
    );
    const whole = await privacyMeasures(some, rows, { metadata });
    const sampled = await privacyMeasures(some, rows, { metadata, maxRows: 400, seed: 3 });
    // √(ln(2/.05) / 800)
    expect(sampled.sample).toEqual({ rows: 400, of: 1000, bound: expect.closeTo(0.06791, 4), confidence: 0.95 });
    expect(sampled.synthetic.identical).toMatchObject({ trials: 400 });
    expect(sampled.holdoutSample).toBeNull();
    const difference = sampled.synthetic.identical.value! - whole.synthetic.identical.value!;
    expect(Math.abs(difference)).toBeLessThan(sampled.sample!.bound);
    expect(difference).not.toBe(0);
  });

  it('says what it cannot compute, and why', async () => {
    const five = await privacyMeasures(training.slice(0, 5), synthetic.slice(0, 5), {
      holdout: holdout.slice(0, 5),
      metadata,
    });
    expect(five.closerToTrain).toMatchObject({
      share: null,
      because: expect.stringMatching(/at least 10 rows.* 5$/),
    });
    expect(five.synthetic.closestRecord.low).toMatchObject({
      value: null,
      because: expect.stringMatching(/at least 20 rows/),
    });
    expect(five.synthetic.identical).toMatchObject({ value: 0, trials: 5 });

    const alone = await privacyMeasures(training, synthetic, { metadata });
    expect(alone.holdout).toEqual({ value: null, because: 'no holdout was given' });
    expect(alone.closerToTrain).toMatchObject({ share: null, because: 'no holdout was given' });

    const empty = tableFromColumns({ a: [null, null, null], b: [1, 1, 1] });
    const columns = { a: { sdtype: 'numerical' }, b: { sdtype: 'numerical' } };
    const same = await privacyMeasures(empty, empty, { metadata: asMetadata({ columns }) });
    expect(same.synthetic.identical).toMatchObject({
      value: null,
      because: expect.stringMatching(/all rows .* are the same/),
    });

    const one = await privacyMeasures(training.slice(0, 1), synthetic, { metadata });
    expect(one.synthetic.identical).toMatchObject({ value: null, because: expect.stringMatching(/single row/) });
  });

  it('refuses tables that do not go together with typed errors', async () => {
    const failed = (code: string) => expect.objectContaining({ code });
    await expect(privacyMeasures(training, synthetic.select(['Sex']), { metadata })).rejects.toEqual(
      failed('CVD_UNKNOWN_COLUMN'),
    );
    await expect(privacyMeasures(training, synthetic.slice(0, 0), { metadata })).rejects.toEqual(
      failed('CVD_EMPTY_TABLE'),
    );
    await expect(privacyMeasures(training, synthetic, { metadata, maxRows: 0 })).rejects.toEqual(
      failed('CVD_INVALID_OPTION'),
    );
    await expect(privacyMeasures(training, synthetic, { metadata, signal: AbortSignal.abort() })).rejects.toEqual(
      failed('CVD_ABORTED'),
    );
  });

  it('reports progress that never falls and ends at 1', async () => {
    const seen: number[] = [];
    await privacyMeasures(training, synthetic, {
      holdout,
      metadata,
      onProgress: ({ fraction }) => seen.push(fraction),
    });
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);
  });
});
