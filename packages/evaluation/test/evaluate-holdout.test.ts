import { createRandomSource } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { independentColumns } from '../src/independent-columns.js';
import { c2stAgainstBoth, evaluate, formatReport, privacyMeasures, utility } from '../src/index.js';
import { asMetadata, fixture, readTable } from './support.js';

const { metadata: cvd } = JSON.parse(fixture('fixtures/sdmetrics/cvd.json'));
const metadata = asMetadata(cvd);
const read = async (path: string, rows: number) => (await readTable(path, cvd)).slice(0, rows);
const train = await read('../../../tests/fixtures/cvd/train.csv', 600);
const synthetic = await read('fixtures/sdmetrics/cvd-copula.csv', 400);
const holdout = await read('../../../tests/fixtures/cvd/test.csv', 300);
const seed = 5;

describe('evaluate with a holdout', () => {
  it('adds what can be told, what rows are worth and how near they keep, as the functions give it', async () => {
    const fractions: number[] = [];
    const report = await evaluate(train, synthetic, {
      ...{ metadata, holdout, target: 'Heart_Disease', seed },
      onProgress: ({ fraction }) => fractions.push(fraction),
    });
    const { c2st, c2stTrain } = await c2stAgainstBoth({ train, synthetic, holdout }, metadata, { seed });
    expect(report.fidelity).toMatchObject({ c2st, c2stTrain });
    expect(report.utility).toMatchObject(
      await utility({ train, synthetic, holdout }, metadata, 'Heart_Disease', { seed }),
    );
    const { others: _, ...measures } = await privacyMeasures(train, synthetic, { holdout, metadata, seed });
    expect(report.privacy).toMatchObject(measures);
    expect(report.privacy).toMatchObject({
      identicalShare: measures.synthetic.identical.value,
      attacks: { notRun: ['membership', 'attributeInference', 'singlingOut', 'linkability'] },
    });
    expect(report.rows).toEqual({ real: 600, synthetic: 400, holdout: 300 });
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions.at(-1)).toBeCloseTo(1, 12);
  });

  it('sets each figure beside that of the holdout and that of independent columns, of as many rows', async () => {
    const {
      fidelity,
      utility: worth,
      baselines,
    } = await evaluate(train, synthetic, {
      ...{ metadata, holdout, target: 'Heart_Disease', seed, baselines: true },
    });
    expect(baselines!.rows).toBe(300);
    const { thisTable, holdout: ceiling, independentColumns, bootstrapRows, nearCopy } = baselines!;
    expect(thisTable.c2st!.boostedTrees).toMatchObject({ auc: fidelity.c2st!.boostedTrees.auc });
    expect(fidelity.c2st!.boostedTrees).toMatchObject({
      ceiling: ceiling!.c2st!.boostedTrees.auc,
      floor: independentColumns.c2st!.boostedTrees.auc,
    });
    // Rows of one source cannot be told apart; independent columns can, by trees, though their marginals are right.
    const { auc, interval } = ceiling!.c2st!.boostedTrees as { auc: number; interval: { low: number; high: number } };
    expect(Math.abs(auc - 0.5)).toBeLessThan((2 * (interval.high - interval.low)) / 1.96);
    expect(independentColumns.c2st!.boostedTrees.auc).toBeGreaterThan(0.85);
    expect(worth!.floor).toEqual(independentColumns.utility);
    expect(worth!.trtr).toEqual(ceiling!.utility);
    expect(bootstrapRows!.privacy!.identical.value).toBe(1);
    expect(bootstrapRows!.privacy!.closerToTrain.share).toBeGreaterThan(0.55);
    expect(nearCopy!.privacy!.closestRecord.median.value).toBeLessThan(ceiling!.privacy!.closestRecord.median.value!);
    for (const card of [thisTable, ceiling!, independentColumns, bootstrapRows!, nearCopy!])
      expect(card.accuracy.bivariate.value).toBeLessThan(card.accuracy.univariate.value!);
  });

  it('leaves utility out without a target, and refuses a target without a holdout', async () => {
    const report = await evaluate(train, synthetic, { metadata, holdout, c2st: false });
    expect(report).not.toHaveProperty('utility');
    expect(report).toHaveProperty('privacy');
    await expect(evaluate(train, synthetic, { metadata, target: 'Sex' })).rejects.toMatchObject({
      code: 'CVD_INVALID_OPTION',
    });
    await expect(evaluate(train, synthetic, { metadata, holdout, target: 'none' })).rejects.toMatchObject({
      code: 'CVD_UNKNOWN_COLUMN',
    });
  });

  it('says when holdout rows were learned from', async () => {
    const { notes } = await evaluate(train, synthetic, { metadata, holdout: train.slice(0, 100), c2st: false });
    expect(notes).toContainEqual(
      expect.stringMatching(/^100 of 100 rows of the holdout stand among the real rows too/),
    );
    expect((await evaluate(train, synthetic, { metadata, holdout, c2st: false })).notes.join()).not.toContain(
      'holdout',
    );
  });

  it('says in words what a table of nothing but copies gives away, and independent columns do not', async () => {
    const copied = await evaluate(train, train.slice(0, 300), { metadata, holdout, seed });
    expect(copied.notes).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^300 of 300 synthetic rows stand among the rows learned from/),
        expect.stringMatching(
          /^Boosted trees tell the synthetic rows from rows learned from at 0\.[0-3]\d, from the holdout/,
        ),
        // Half of 600 rows are in a cut: ½ + 300/1200.
        expect.stringMatching(/closer to the rows learned from .* a table of nothing but copies 0\.75\.$/),
      ]),
    );
    const drawn = await independentColumns(train, 300, createRandomSource(1), 'test', undefined);
    const { notes } = await evaluate(train, drawn, { metadata, holdout, seed });
    expect(notes.join()).not.toMatch(/copied|copies/);
    expect(notes).toContainEqual(expect.stringMatching(/^Columns drawn independently of each other reach the same/));
  });

  it('prints reasons in place of figures that there are not, and never a NaN', async () => {
    const report = await evaluate(train.slice(0, 5), synthetic.slice(0, 5), {
      ...{ metadata, holdout: holdout.slice(0, 5), target: 'Heart_Disease' },
    });
    const text = formatReport(report);
    expect(text).toMatch(/not computable, because 5 folds need 25 rows/);
    expect(text).toMatch(/not computable, because there are 5 rows to learn "Heart_Disease" from/);
    expect(text).not.toMatch(/NaN|undefined|null/);
    expect(JSON.stringify(report)).not.toContain('NaN');
  });
});
