import { describe, expect, it } from 'vitest';
import { qualityIntervals } from '../src/bootstrap/quality-intervals.js';
import { type QualityReport, qualityReport } from '../src/index.js';
import { metadata, pairThresholds, real, sample } from './interval-samples.js';

describe('the interval of a quality score', () => {
  it('holds the expected score of as many rows nineteen times of twenty', async () => {
    const runs = 100;
    const scoresOf = ({ columnShapes, columnPairTrends }: QualityReport): number[] =>
      [...columnShapes.columns, ...columnPairTrends.pairs].map(({ score }) => score!);
    const names = [
      'x',
      'y',
      'level',
      'a',
      'b',
      'x y',
      'x level',
      'x a',
      'x b',
      'y level',
      'y a',
      'y b',
      'level a',
      'level b',
      'a b',
    ];
    const means = new Float64Array(names.length);
    for (let i = 0; i < 600; i++) {
      const report = await qualityReport(real, sample(`expected ${i}`, 150, 0.2), metadata, { pairThresholds });
      for (const [j, score] of scoresOf(report).entries()) means[j]! += score / 600;
    }
    const held = new Float64Array(names.length);
    for (let i = 0; i < runs; i++) {
      const synthetic = sample(`run ${i}`, 150, 0.2);
      const quality = await qualityReport(real, synthetic, metadata, { pairThresholds });
      const found = await qualityIntervals(real, synthetic, metadata, quality, { seed: i });
      for (const [j, interval] of [...found.columns, ...found.pairs].entries())
        if (interval!.low <= means[j]! && means[j]! <= interval!.high) held[j]! += 1 / runs;
    }
    // 95 of 100 expected; standard error √(100 · .05 · .95) = 2.2; 4 of them, and 4 for what the percentiles of 200
    // resamples and the mean of 600 reports leave. Pairs of normal numbers and categories are told of in the docs.
    for (const [j, name] of names.entries()) if (!/^[xy] [ab]$/.test(name)) expect(held[j], name).toBeGreaterThan(0.82);
  });
});
