import { createRandomSource, type TreeFeature } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { fitBoostedClassifier, fitBoostedRegressor } from './boosted-trees.js';

const random = createRandomSource(2);

const noisy = (name: string, rows: number) => {
  const x = Float64Array.from({ length: rows }, (_, row) => random.child(`${name} x`).uniform(row));
  const features: readonly TreeFeature[] = [{ kind: 'number', values: x }];
  // One label in four is wrong.
  const codes = Int32Array.from(x, (value, row) =>
    Number(value > 0.5 !== random.child(`${name} flip`).uniform(row) < 0.25),
  );
  return { features, target: { kind: 'classes', codes, size: 2 } as const };
};

describe('boosted trees', () => {
  it('stop early where the loss on watched rows no longer falls, at the best iteration', async () => {
    const { features, target } = noisy('learn', 400);
    const options = { iterations: 300, learningRate: 0.3, earlyStopping: { share: 0.25, patience: 8 }, seed: 4 };
    const { trees } = await fitBoostedClassifier(features, target, options);
    const losses = trees.watchedLoss!;
    expect(losses.length).toBeLessThan(100);
    expect(trees.trees.length).toBe(losses.length - 8);
    expect(Math.min(...losses)).toBe(losses[trees.trees.length - 1]);
    // The same rows without the watching overfit.
    const whole = await fitBoostedClassifier(features, target, { iterations: 300, learningRate: 0.3, minRows: 1 });
    expect(whole.trees.watchedLoss).toBeNull();
    expect(whole.trees.trees.length).toBe(300);
  });

  it('are the same for the same seed, and for another where nothing is drawn', async () => {
    const { features, target } = noisy('seed', 300);
    const of = async (seed: number, earlyStopping: boolean) => [
      ...(await fitBoostedClassifier(features, target, { seed, earlyStopping })).probabilities(features)[1]!,
    ];
    expect(await of(1, true)).toEqual(await of(1, true));
    expect(await of(2, true)).not.toEqual(await of(1, true));
    expect(await of(2, false)).toEqual(await of(1, false));
  });

  it('send missing values to the side where they gain more', async () => {
    const values = Float64Array.from({ length: 200 }, (_, row) => (row % 4 === 0 ? Number.NaN : (row % 4) - 2));
    const features: readonly TreeFeature[] = [{ kind: 'number', values }];
    // Missing rows are like the highest ones here, and like the lowest ones there.
    for (const like of [1, -1]) {
      const y = values.map((value) => (Number.isNaN(value) ? like : value) * 10);
      const { predict } = await fitBoostedRegressor(features, { kind: 'numbers', values: y });
      const told = predict([{ kind: 'number', values: Float64Array.of(Number.NaN, -1, 0, 1) }]);
      // 100 iterations leave .9¹⁰⁰ of the distance.
      for (const [i, wanted] of [10 * like, -10, 0, 10].entries())
        expect(Math.abs(told[i]! - wanted)).toBeLessThan(1e-3);
    }
  });

  it('give probabilities that sum to 1', async () => {
    const { features } = noisy('three', 300);
    const codes = Int32Array.from({ length: 300 }, (_, row) => row % 3);
    const model = await fitBoostedClassifier(features, { kind: 'classes', codes, size: 3 }, { iterations: 5 });
    const probabilities = model.probabilities(features);
    for (let row = 0; row < 300; row++)
      expect(probabilities.reduce((sum, own) => sum + own[row]!, 0)).toBeCloseTo(1, 12);
  });

  it('refuse options outside their ranges', async () => {
    const { features, target } = noisy('refuse', 60);
    const refused = { learningRate: 0, iterations: 0.5, earlyStopping: { share: 1 } };
    for (const [name, value] of Object.entries(refused))
      await expect(fitBoostedClassifier(features, target, { [name]: value })).rejects.toMatchObject({
        code: 'CVD_INVALID_OPTION',
      });
  });

  it('stop at a signal', async () => {
    const { features, target } = noisy('abort', 300);
    const controller = new AbortController();
    const running = fitBoostedClassifier(features, target, { iterations: 100_000, signal: controller.signal });
    setTimeout(() => controller.abort(), 10);
    await expect(running).rejects.toMatchObject({ code: 'CVD_ABORTED' });
  });
});
