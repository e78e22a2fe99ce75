import type { Table } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { qualityIntervals } from '../src/bootstrap/quality-intervals.js';
import { qualityReport } from '../src/index.js';
import { columns, metadata, pairThresholds, real, sample } from './interval-samples.js';

describe('qualityIntervals', () => {
  it('gives each figure of the report its interval, the same for the same seed, and tells how far it is', async () => {
    const synthetic = sample('synthetic', 300, 0.1);
    const quality = await qualityReport(real, synthetic, metadata);
    const fractions: number[] = [];
    const onProgress = ({ fraction }: { readonly fraction: number }) => fractions.push(fraction);
    const found = await qualityIntervals(real, synthetic, metadata, quality, { seed: 1, onProgress });
    expect(found).toEqual(await qualityIntervals(real, synthetic, metadata, quality, { seed: 1 }));
    expect(found).not.toEqual(await qualityIntervals(real, synthetic, metadata, quality, { seed: 2 }));
    expect(found).toMatchObject({ resamples: 200, drawnRows: 300, seed: 1 });
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
    const entries = [
      ...quality.columnShapes.columns.map(({ score }, i) => [score, found.columns[i]] as const),
      ...quality.columnPairTrends.pairs.map(({ score }, i) => [score, found.pairs[i]] as const),
      ...([found.score, found.columnShapes, found.columnPairTrends] as const).map(
        (interval, i) =>
          [[quality.score, quality.columnShapes.score, quality.columnPairTrends.score][i]!, interval] as const,
      ),
    ];
    expect(entries).toHaveLength(5 + 10 + 3);
    for (const [score, interval] of entries) {
      if (score === null) {
        expect(interval).toBeNull();
        continue;
      }
      expect(interval!.low).toBeLessThan(score);
      expect(interval!.high).toBeGreaterThan(score);
      expect(interval!.low).toBeGreaterThanOrEqual(0);
      expect(interval!.high).toBeLessThanOrEqual(1);
      expect(interval!.confidence).toBe(0.95);
    }
    expect(found.pairs.some((interval) => interval === null)).toBe(true);
    expect(found.columns[0]!.method).toBe(
      'bootstrap of the synthetic rows, 200 resamples, percentiles centred on the figure',
    );
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
  });

  it('says where the bins of numbers were kept', async () => {
    const synthetic = sample('synthetic', 60, 0.1);
    const quality = await qualityReport(real, synthetic, metadata, { pairThresholds });
    const found = await qualityIntervals(real, synthetic, metadata, quality);
    const kept = quality.columnPairTrends.pairs.filter((_, i) => found.pairs[i]!.method.endsWith('mixed pairs kept'));
    expect(kept.map((pair) => pair.columns.join(' '))).toEqual(['x a', 'x b', 'y a', 'y b', 'level a', 'level b']);
    expect(found.columnPairTrends!.method).toMatch(/mixed pairs kept$/);
    expect(found.score!.method).toMatch(/mixed pairs kept$/);
    expect(found.columnShapes!.method).not.toMatch(/kept/);
  });

  it('has none for too few rows, and refuses options that mean nothing and the report of other columns', async () => {
    const synthetic = sample('synthetic', 9, 0);
    const quality = await qualityReport(real, synthetic, metadata, { pairThresholds });
    const found = await qualityIntervals(real, synthetic, metadata, quality);
    expect(found).toMatchObject({ score: null, columnShapes: null, columnPairTrends: null, resamples: 0 });
    expect([...found.columns, ...found.pairs]).toEqual(new Array(15).fill(null));
    const refused = { code: 'CVD_INVALID_OPTION' };
    for (const options of [{ resamples: 19 }, { confidence: 1 }, { maxRows: 9 }, { maxRows: 65_536 }])
      await expect(qualityIntervals(real, synthetic, metadata, quality, options)).rejects.toMatchObject(refused);
    const ids = { columns: { ...columns, a: { sdtype: 'id' } } };
    await expect(qualityIntervals(real, sample('more', 20, 0), ids, quality)).rejects.toMatchObject(refused);
    const signal = AbortSignal.abort();
    await expect(qualityIntervals(real, sample('more', 20, 0), metadata, quality, { signal })).rejects.toMatchObject({
      code: 'CVD_ABORTED',
    });
  });

  it('is about as wide from a part of the rows as from all', async () => {
    const synthetic = sample('synthetic', 1600, 0.2);
    const quality = await qualityReport(real, synthetic, metadata, { pairThresholds });
    const [all, part] = [
      await qualityIntervals(real, synthetic, metadata, quality),
      await qualityIntervals(real, synthetic, metadata, quality, { maxRows: 800 }),
    ];
    expect(part.columns[0]!.method).toMatch(/^bootstrap of 800 of the 1,600 synthetic rows, deviations scaled/);
    // The width of 95 % between two quantiles of 200: a relative standard error of √2 · 2.67 / (2 · 1.96 · √200) = .07; of
    // two widths .1; 4 of them, for the columns and pairs whose scores are smooth there (far from 1).
    for (const [i, interval] of [all.columns[3]!, all.pairs[0]!].entries()) {
      const other = [part.columns[3]!, part.pairs[0]!][i]!;
      const ratio = (other.high - other.low) / (interval.high - interval.low);
      expect(Math.abs(ratio - 1)).toBeLessThan(0.4);
    }
  });
});

describe('the interval of a quality score', () => {
  it('holds the expected score of as many rows nineteen times of twenty: numbers, categories, pairs of either', async () => {
    const runs = 60;
    const [expected, held] = [new Float64Array(6), new Float64Array(6)];
    const kinds = { columns: { x: columns.x!, y: columns.y!, a: columns.a!, b: columns.b! } };
    // x, y, a, b, x with y, a with b: of the others, whose bins follow the range, the documentation tells.
    const chosen = <Value>(shapes: readonly Value[], trends: readonly Value[]) => [...shapes, trends[0]!, trends[5]!];
    const report = (synthetic: Table) => qualityReport(real, synthetic, kinds, { pairThresholds });
    for (let i = 0; i < 300; i++) {
      const { columnShapes, columnPairTrends } = await report(sample(`expected ${i}`, 100, 0.2));
      for (const [j, { score }] of chosen<{ readonly score: number | null }>(
        columnShapes.columns,
        columnPairTrends.pairs,
      ).entries())
        expected[j]! += score! / 300;
    }
    for (let i = 0; i < runs; i++) {
      const synthetic = sample(`run ${i}`, 100, 0.2);
      const found = await qualityIntervals(real, synthetic, kinds, await report(synthetic), { seed: i });
      for (const [j, interval] of chosen(found.columns, found.pairs).entries())
        if (interval!.low <= expected[j]! && expected[j]! <= interval!.high) held[j]!++;
    }
    // 57 expected; standard error √(60 · .05 · .95) = 1.7; 4 of them, and 2 for the percentiles of 200 resamples.
    for (const [j, count] of held.entries()) expect(count, `figure ${j}`).toBeGreaterThanOrEqual(57 - 7 - 2);
  });
});
