import { createRandomSource, normalQuantile, type Table, tableFromColumns } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { qualityIntervals } from '../src/bootstrap/quality-intervals.js';
import { type QualityReport, qualityReport } from '../src/index.js';

const random = createRandomSource(3);

/** Two numbers and two categories that go together; shifted tables differ in each. `level` is one of a few numbers. */
const sample = (name: string, rows: number, shift: number): Table => {
  const draws = new Float64Array(4 * rows);
  random.child(name).uniformsInto(draws, 0);
  const columns: Record<string, unknown[]> = { x: [], y: [], level: [], a: [], b: [] };
  for (let row = 0; row < rows; row++) {
    const [u, v, s, t] = draws.subarray(4 * row, 4 * row + 4) as unknown as [number, number, number, number];
    const z = normalQuantile(u);
    const kind = Math.floor(4 * s ** (1 + 2 * shift));
    columns.x!.push(z + shift);
    columns.y!.push((0.8 - shift) * z + 0.6 * normalQuantile(v));
    columns.level!.push(Math.floor(5 * u ** (1 + shift)));
    columns.a!.push(`a${kind}`);
    columns.b!.push(`b${t < 0.4 - shift ? kind : Math.floor(4 * t)}`);
  }
  return tableFromColumns(columns);
};

const columns = {
  ...Object.fromEntries(['x', 'y', 'level'].map((name) => [name, { sdtype: 'numerical' }])),
  ...Object.fromEntries(['a', 'b'].map((name) => [name, { sdtype: 'categorical' }])),
};
const metadata = { columns };
const pairThresholds = { correlation: 0, association: 0 };
const real = sample('real', 1000, 0);

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
