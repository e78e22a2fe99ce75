// Everything that steers a training at once, held to the kit's checks on the packages as built.
import { mixedTable, synthesizerChecks } from '@cvd/core/testing';
import { ctgan } from '@cvd/ctgan';
import { tvae } from '@cvd/tvae';
import { describe, expect, it } from 'vitest';

const steered = {
  epochs: 6,
  batchSize: 20,
  embeddingDim: 4,
  earlyStopping: true,
  evalEvery: 2,
  weightAveraging: 0.9,
  learningRateSchedule: 'cosine',
};
const checks = synthesizerChecks.filter(({ id }) => id.startsWith('steering/resumed') || id.endsWith('change-nothing'));

describe.each([
  ['ctgan', ctgan, { generatorDim: [8], discriminatorDim: [8], pac: 2 }],
  ['tvae', tvae, { compressDims: [8], decompressDims: [8] }],
])('%s with early stopping, averaged weights and falling rates', (_, factory, small) => {
  const create = (seed = 42) => factory.create({ ...steered, ...small, seed });

  it.each(checks)('keeps to $id', (check) => check.run({ factory, create }));

  it('looked at the quality', async () => {
    const { details } = await create().fit(mixedTable(240), { execution: 'inline' });
    const { quality, bestEpoch } = details.training as {
      quality: { epoch: number; quality: number }[];
      bestEpoch: number;
    };
    expect(quality.length).toBeGreaterThan(0);
    for (const look of quality) expect(look.quality).toBeGreaterThan(0);
    const best = quality.reduce((a, b) => (b.quality > a.quality ? b : a));
    expect(bestEpoch).toBe(best.epoch);
  });
});
