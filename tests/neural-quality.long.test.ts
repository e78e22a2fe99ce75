// The quality of CTGAN and TVAE at the peer's epochs, held to the peer's. `npm run test:long`; minutes.

import { readFileSync } from 'node:fs';
import { createRegistry } from '@cvd/core';
import { readCsv } from '@cvd/core/node';
import { ctgan } from '@cvd/ctgan';
import { qualityReport } from '@cvd/evaluation';
import { tvae } from '@cvd/tvae';
import { describe, expect, it } from 'vitest';
import { root } from './support/workspace.js';

interface PeerQuality {
  readonly results: readonly {
    readonly table: string;
    readonly epochs: number;
    readonly runs: readonly { readonly scores: { readonly overall0: number; readonly pairTrends: number } }[];
  }[];
}

const EPOCHS = 300;
const seeds = [0, 1, 2];
const methods = createRegistry(ctgan, tvae);

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Square of the standard error of a mean. */
const errorSquared = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1) / values.length;

/** Scores of the Python package, kept by the benchmark `<method>-quality` on the same rows. */
const peerScores = (method: string) => {
  const { results } = JSON.parse(
    readFileSync(`${root}/benchmarks/results/${method}-quality-peer.json`, 'utf8'),
  ) as PeerQuality;
  return results.find(({ table, epochs }) => table === 'cvd' && epochs === EPOCHS)!.runs.map(({ scores }) => scores);
};

describe.each(['ctgan', 'tvae'])('%s on the cardiovascular table, 300 epochs, three seeds', (method) => {
  it('is not below the Python package by more than two standard errors of the difference', async () => {
    const train = await readCsv(`${root}/tests/fixtures/cvd/train.csv`);
    const ours = [];
    for (const seed of seeds) {
      const model = methods.create(method, { seed, epochs: EPOCHS });
      const { metadata } = await model.fit(train);
      const synthetic = await model.sample(train.rows).toTable();
      const score = (correlation: number, association: number) =>
        qualityReport(train, synthetic, metadata, { pairThresholds: { correlation, association } });
      ours.push({
        overall0: (await score(0, 0)).score!,
        pairTrends: (await score(0.5, 0.3)).columnPairTrends.score!,
      });
      model.dispose();
    }
    for (const figure of ['overall0', 'pairTrends'] as const) {
      const [mine, theirs] = [ours, peerScores(method)].map((runs) => runs.map((run) => run[figure])) as [
        number[],
        number[],
      ];
      const tolerance = 2 * Math.sqrt(errorSquared(mine) + errorSquared(theirs));
      expect(mean(mine), figure).toBeGreaterThanOrEqual(mean(theirs) - tolerance);
    }
  }, 1_800_000);
});
