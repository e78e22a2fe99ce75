import type { RandomSource } from '@cvd/core';
import type { LoadedProgram, Snapshot } from '@cvd/engine';
import type { ConditionLayout } from '../data/condition-layout.js';
import type { CtganShape } from '../program/shape.js';
import { samplingConditions } from '../sampling/sampling-conditions.js';

/** Mean and variance by column over batches of equal size, from each batch's own. */
interface Moments {
  readonly means: Float64Array;
  /** Σ over batches of mean², and of variance. */
  readonly squares: Float64Array;
  readonly variances: Float64Array;
}

/**
 * Means and variances of the generator's batch normalisations under the distribution that it samples from: categories by their
 * true frequency, not by its logarithm as in training. With them fixed a row no longer depends on its batch.
 * @returns 'generator/l/mean' and 'generator/l/variance'
 */
export const batchStatistics = async (
  program: LoadedProgram,
  shape: CtganShape,
  layout: ConditionLayout,
  counts: Float64Array,
  random: RandomSource,
  batches: number,
  pause: (done: number) => Promise<void>,
): Promise<Snapshot> => {
  const { batchSize, generatorDim } = shape;
  const conditions = samplingConditions(layout, counts, [], random);
  const moments = generatorDim.map(
    (dim): Moments => ({
      means: new Float64Array(dim),
      squares: new Float64Array(dim),
      variances: new Float64Array(dim),
    }),
  );
  const places = new Int32Array(batchSize);
  for (let batch = 0; batch < batches; batch++) {
    if (conditions) {
      for (let r = 0; r < batchSize; r++) places[r] = conditions.place(batch * batchSize + r, 0);
      program.write('generator/conditions', places);
    }
    const running = program.run('statistics', { step: batch });
    if (running) await running;
    for (const [l, { means, squares, variances }] of moments.entries()) {
      const mean = await program.read(`generator/${l + 1}/mean`);
      const variance = await program.read(`generator/${l + 1}/variance`);
      for (let c = 0; c < means.length; c++) {
        means[c]! += mean[c]!;
        squares[c]! += mean[c]! ** 2;
        variances[c]! += variance[c]!;
      }
    }
    await pause((batch + 1) / batches);
  }
  return Object.fromEntries(
    moments.flatMap(({ means, squares, variances }, l) => {
      const shape = [1, means.length];
      const mean = Float32Array.from(means, (sum) => sum / batches);
      // The variance of all rows: the mean within batches, and that of the batches' means.
      const variance = Float32Array.from(means, (sum, c) =>
        Math.max(0, (variances[c]! + squares[c]!) / batches - (sum / batches) ** 2),
      );
      return [
        [`generator/${l + 1}/mean`, { dtype: 'F32', shape, data: mean }],
        [`generator/${l + 1}/variance`, { dtype: 'F32', shape, data: variance }],
      ] as const;
    }),
  );
};
