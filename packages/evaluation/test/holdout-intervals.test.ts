import { createRandomSource } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { type ResampledScore, scoreResamples } from '../src/bootstrap/resampled-score.js';
import { drawResamples, eachOnce } from '../src/bootstrap/row-weights.js';
import { accuracy, f1Of, likeliestClasses, macroF1 } from '../src/scores/class-scores.js';
import { multiclassAuc } from '../src/scores/multiclass-auc.js';
import { r2, rootMeanSquaredError } from '../src/scores/regression-scores.js';
import { holdoutIntervals } from '../src/utility/holdout-intervals.js';
import { resampledAuc } from '../src/utility/resampled-auc.js';
import { resampledAccuracy, resampledF1, resampledMacroF1 } from '../src/utility/resampled-class-scores.js';
import { resampledR2, resampledRmse } from '../src/utility/resampled-number-scores.js';
import { fixture } from './support.js';

interface Expected {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Standard error: of the resamples' scores. */
  readonly error: number;
}

const golden = JSON.parse(fixture('fixtures/intervals/bootstrap.json'));
const RESAMPLES = 5000;

const labels = Int32Array.from(golden.binary.labels as number[]);
const positive = Float64Array.from(golden.binary.scores as number[]);
const sides = [positive.map((p) => 1 - p), positive];
const told = Int32Array.from(positive, (p) => Number(p > 0.5));
const codes = Int32Array.from(golden.classes.codes as number[]);
const probabilities = (golden.classes.probabilities as number[][]).map((own) => Float64Array.from(own));
const guess = likeliestClasses(probabilities);
const values = Float64Array.from(golden.numbers.values as number[]);
const predicted = Float64Array.from(golden.numbers.predicted as number[]);

const scores: readonly (readonly [string, number, ResampledScore, Expected])[] = [
  ['AUC', multiclassAuc(labels, sides).auc, resampledAuc(labels, sides), golden.binary.auc],
  ['F1', f1Of(labels, told, 1), resampledF1(labels, told, 1), golden.binary.f1],
  ['accuracy', accuracy(labels, told), resampledAccuracy(labels, told), golden.binary.accuracy],
  ['macro AUC', multiclassAuc(codes, probabilities).auc, resampledAuc(codes, probabilities), golden.classes.auc],
  ['macro F1', macroF1(codes, guess), resampledMacroF1(codes, guess, 3), golden.classes.f1],
  ['accuracy of classes', accuracy(codes, guess), resampledAccuracy(codes, guess), golden.classes.accuracy],
  ['R²', r2(values, predicted), resampledR2(values, predicted), golden.numbers.r2],
  ['RMSE', rootMeanSquaredError(values, predicted), resampledRmse(values, predicted), golden.numbers.rmse],
];

const random = createRandomSource(4);
const draw = (rows: number, resamples: number, maxRows = 20_000) =>
  drawResamples(rows, { resamples, maxRows, random, operation: 'test' });
const rows = labels.length;

describe('scores of holdout rows', () => {
  it.each(scores)('are the plain ones of every row once: %s', async (_, figure, score, expected) => {
    const [once] = await scoreResamples(score, eachOnce(rows, null), 'test', undefined);
    expect(Math.abs(once! - figure)).toBeLessThan(1e-12);
    expect(Math.abs(expected.value - figure)).toBeLessThan(1e-9);
  });

  it('have none where a resample has one class, or equal values', async () => {
    const weights = await draw(3, 64);
    const two = Int32Array.of(0, 0, 1);
    const area = resampledAuc(two, [Float64Array.of(0.5, 0.6, 0.4), Float64Array.of(0.5, 0.4, 0.6)]);
    const areas = await scoreResamples(area, weights, 'test', undefined);
    const fit = resampledR2(Float64Array.of(5, 5, 6), Float64Array.of(5, 5, 6));
    const fits = await scoreResamples(fit, weights, 'test', undefined);
    // Of 27 draws 8 lack the last row and one has it alone: 21 of 64 expected, standard error 3.8; 4 of them.
    const none = areas.filter(Number.isNaN).length;
    expect(Math.abs(none - 64 / 3)).toBeLessThan(15);
    expect(Array.from(fits, Number.isNaN)).toEqual(Array.from(areas, Number.isNaN));
    for (const score of [...areas, ...fits]) if (!Number.isNaN(score)) expect(score).toBe(1);
  });
});

describe('intervals of holdout rows', () => {
  it('are those of SciPy’s bootstrap of the same predictions', async () => {
    const weights = await draw(rows, RESAMPLES);
    for (const [name, figure, score, expected] of scores) {
      const range = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
      const { it: interval } = await holdoutIntervals(
        { it: { figure, score, range } },
        { weights, confidence: 0.95, signal: undefined },
      );
      // A 2.5 % quantile of n normal scores has a standard error of √(.025 · .975 / n) / φ(1.96) = 2.67 σ / √n; here of
      // two samples, 4 of them. Tails heavier than a normal's (R², RMSE) have less density there: twice as much.
      const density = name === 'R²' || name === 'RMSE' ? 2 : 1;
      const chance = 4 * density * 2.67 * expected.error * Math.sqrt(1 / RESAMPLES + 1 / golden.resamples);
      // Shares of rows come in steps.
      const step = name.includes('accuracy') ? 1 / rows : 0;
      expect(Math.abs(interval!.low - expected.low), `${name}, low`).toBeLessThan(chance + step + 1e-9);
      expect(Math.abs(interval!.high - expected.high), `${name}, high`).toBeLessThan(chance + step + 1e-9);
      expect(interval!.method).toBe('bootstrap of the holdout rows, 5,000 resamples, percentiles');
    }
  });

  it('lie where the resamples’ mean is near the figure', async () => {
    const weights = await draw(rows, RESAMPLES);
    for (const [name, figure, score, { error }] of scores) {
      const resampled = await scoreResamples(score, weights, 'test', undefined);
      const mean = resampled.reduce((sum, each) => sum + each, 0) / RESAMPLES;
      // The bias of these means and ratios of means is of the order 1 / rows, their standard error of 1 / √rows.
      expect(Math.abs(mean - figure) / error, name).toBeLessThan(name === 'R²' || name === 'RMSE' ? 0.3 : 0.1);
    }
  });

  it('are scaled to all rows where a part of them is resampled', async () => {
    const many = Int32Array.from({ length: 4000 }, (_, row) => Number(random.uniform(row) < 0.3));
    const zeros = new Int32Array(4000);
    const score = resampledAccuracy(many, zeros);
    const figure = accuracy(many, zeros);
    const find = async (maxRows: number) =>
      (
        await holdoutIntervals(
          { it: { figure, score } },
          { weights: await draw(4000, 1000, maxRows), confidence: 0.95, signal: undefined },
        )
      ).it!;
    const half = 1.96 * Math.sqrt((figure * (1 - figure)) / 4000);
    for (const maxRows of [4000, 400]) {
      const { low, high } = await find(maxRows);
      // Each end: 2.67 σ / √1000 = .08 σ of chance, and up to half a step of 1 / 400 scaled by √.1; 4 of them.
      expect(Math.abs((figure - low) / half - 1)).toBeLessThan(0.2);
      expect(Math.abs((high - figure) / half - 1)).toBeLessThan(0.2);
    }
    expect((await find(400)).method).toBe(
      'bootstrap of 400 of the 4,000 holdout rows, deviations scaled to all of them, 1,000 resamples, percentiles',
    );
  });
});
