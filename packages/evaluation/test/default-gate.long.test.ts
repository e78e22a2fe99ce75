import { createRandomSource, gatherRows, type Table } from '@cvd/core';
import { bootstrapRowsTable, independentColumnsTable } from '@cvd/core/testing';
import { describe, expect, it } from 'vitest';
import { checkGate, defaultGate, evaluate } from '../src/index.js';
import { asMetadata, fixture, readTable } from './support.js';

const { metadata: cvd } = JSON.parse(fixture('fixtures/sdmetrics/cvd.json'));
const metadata = asMetadata(cvd);
const train = await readTable('../../../tests/fixtures/cvd/train.csv', cvd);
const holdout = await readTable('../../../tests/fixtures/cvd/test.csv', cvd);
const drawn = (): ReturnType<typeof createRandomSource> => createRandomSource(11);

/** The keys that a table fails. */
const failed = async (synthetic: Table, heldOut = holdout): Promise<readonly string[]> => {
  const report = await evaluate(train, synthetic, { metadata, holdout: heldOut, target: 'Heart_Disease', seed: 2 });
  const { checks, passed } = checkGate(report, defaultGate);
  const keys = checks.filter((check) => !check.passed).map(({ key }) => key);
  expect(passed).toBe(keys.length === 0);
  return keys;
};

describe('the default gate', () => {
  it('lets the holdout itself pass', async () => {
    expect(await failed(holdout)).toEqual([]);
  });

  it('lets rows pass that were held out as well', async () => {
    const rows = Int32Array.from({ length: holdout.rows }, (_, row) => row);
    const half = (odd: number): Table =>
      gatherRows(
        holdout,
        rows.filter((row) => row % 2 === odd),
      );
    expect(await failed(half(0), half(1))).toEqual([]);
  });

  it('stops independent columns, which go together in nothing', async () => {
    expect(await failed(independentColumnsTable(train, train.rows, drawn()))).toEqual([
      'baselines.thisTable.columnPairTrends',
      'fidelity.c2st.boostedTrees.auc',
      'utility.tstr.boostedTrees.auc',
    ]);
  });

  it('stops bootstrapped rows, which are copies', async () => {
    expect(await failed(bootstrapRowsTable(train, train.rows, drawn()))).toEqual([
      'fidelity.c2stTrain.boostedTrees.auc',
      'privacy.synthetic.identical.value',
      'privacy.closerToTrain.share',
    ]);
  });

  it('stops a table that learners tell from real rows, however well its columns go together', async () => {
    expect(await failed(await readTable('fixtures/sdmetrics/cvd-copula.csv', cvd))).toContain(
      'fidelity.c2st.boostedTrees.auc',
    );
  });
});
