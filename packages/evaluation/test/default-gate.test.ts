import { createRandomSource, type Table } from '@cvd/core';
import { bootstrapRowsTable, independentColumnsTable } from '@cvd/core/testing';
import { describe, expect, it } from 'vitest';
import { checkGate, defaultGate, evaluate } from '../src/index.js';
import { asMetadata, fixture, readTable } from './support.js';

// Fewer rows than the fixture has, for time; default-gate.long.test.ts takes all of them.
const { metadata: cvd } = JSON.parse(fixture('fixtures/sdmetrics/cvd.json'));
const metadata = asMetadata(cvd);
const train = (await readTable('../../../tests/fixtures/cvd/train.csv', cvd)).slice(0, 1000);
const holdout = (await readTable('../../../tests/fixtures/cvd/test.csv', cvd)).slice(0, 350);
const drawn = (): ReturnType<typeof createRandomSource> => createRandomSource(11);

/** The keys that a table fails. */
const failed = async (synthetic: Table): Promise<readonly string[]> => {
  const report = await evaluate(train, synthetic, { metadata, holdout, seed: 2 });
  const { checks, passed } = checkGate(report, defaultGate);
  const keys = checks.filter((check) => !check.passed).map(({ key }) => key);
  expect(passed).toBe(keys.length === 0);
  return keys;
};

describe('the default gate', () => {
  it('lets the holdout itself pass', async () => {
    expect(await failed(holdout)).toEqual([]);
  });

  it('stops independent columns, which go together in nothing', async () => {
    expect(await failed(independentColumnsTable(train, 600, drawn()))).toContain('fidelity.c2st.boostedTrees.auc');
  });

  it('stops bootstrapped rows, which are copies', async () => {
    expect(await failed(bootstrapRowsTable(train, 600, drawn()))).toEqual(
      expect.arrayContaining(['privacy.synthetic.identical.value', 'privacy.closerToTrain.share']),
    );
  });
});
