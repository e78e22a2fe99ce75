import { createRandomSource, type Span } from '@cvd/core';
import { createWasmBackend, initialWeights, writeBuffers } from '@cvd/engine';
import { describe, expect, it } from 'vitest';
import type { ConditionLayout } from '../data/condition-layout.js';
import { generatorParameters } from '../program/parameters.js';
import { recordCtgan } from '../program/record-ctgan.js';
import { batchStatistics } from './batch-statistics.js';

const spans: readonly Span[] = [
  { start: 0, width: 3, activation: 'softmax' },
  { start: 3, width: 1, activation: 'tanh' },
  { start: 4, width: 2, activation: 'softmax' },
];
const layout: ConditionLayout = {
  width: 5,
  columns: [
    { column: 0, choice: 0, cardinality: 3, place: 0, target: 0 },
    { column: 2, choice: 1, cardinality: 2, place: 3, target: 4 },
  ],
};
/** A common and two rare categories: by the logarithm of the frequency they would be asked for about as often. */
const counts = Float64Array.of(980, 15, 5, 600, 400);
const places = [0.98, 0.015, 0.005, 0.6, 0.4].map((share) => share / 2);

const shape = {
  spans,
  width: 6,
  conditionWidth: 5,
  batchSize: 200,
  pac: 2,
  embeddingDim: 4,
  generatorDim: [5],
  discriminatorDim: [3],
  generatorDecay: 0,
  discriminatorDecay: 0,
};

describe('batchStatistics', () => {
  it('gives mean and variance of a block under true frequencies', async () => {
    const random = createRandomSource(3);
    const program = await (await createWasmBackend()).load(recordCtgan(shape), { key: [1, 2] });
    const weights = initialWeights(generatorParameters(shape), random);
    // Rare categories far off, so that it matters how often they come.
    const weight = weights['generator/1/weight']!.data as Float32Array;
    for (let c = 0; c < 5; c++) weight[(4 + 2) * 5 + c]! += 8;
    writeBuffers(program, weights);
    const reported: number[] = [];
    const found = await batchStatistics(program, shape, layout, counts, random, 100, async (done) => {
      reported.push(done);
    });
    expect([reported.length, reported.at(-1)]).toEqual([100, 1]);
    // The first block is linear in z ~ N(0, I) and the condition, so both are known: Σ p·w, and Σ w² + Σ p·w² − (Σ p·w)².
    const rows = 100 * shape.batchSize;
    for (let c = 0; c < 5; c++) {
      const column = (row: number): number => weight[row * 5 + c]!;
      const mean = places.reduce((sum, share, place) => sum + share * column(4 + place), 0);
      const ofZ = [0, 1, 2, 3].reduce((sum, row) => sum + column(row) ** 2, 0);
      const variance = ofZ + places.reduce((sum, share, place) => sum + share * (column(4 + place) - mean) ** 2, 0);
      expect(Math.abs(found['generator/1/mean']!.data[c] as number) - Math.abs(mean)).toBeLessThan(
        4 * Math.sqrt(variance / rows),
      );
      // The rare category's 50 rows or so carry half of the variance: its own sampling error is 14 %.
      expect(Math.abs((found['generator/1/variance']!.data[c] as number) / variance - 1)).toBeLessThan(0.4);
    }
  });
});
