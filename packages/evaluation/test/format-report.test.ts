import { tableFromColumns } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { evaluate, formatReport } from '../src/index.js';
import { asMetadata, fixture, readTable } from './support.js';

const { metadata: cvd } = JSON.parse(fixture('fixtures/sdmetrics/cvd.json'));
const metadata = asMetadata(cvd);
const train = await readTable('../../../tests/fixtures/cvd/train.csv', cvd);
const copula = await readTable('fixtures/sdmetrics/cvd-copula.csv', cvd);

describe('formatReport', () => {
  it('prints scores, columns and pairs worst first, thresholds and diagnostics', async () => {
    expect(formatReport(await evaluate(train, copula, { metadata, c2st: false }), { pairs: 4 })).toMatchInlineSnapshot(`
      "Quality score 0.901
        Column shapes       0.956  [0.952, 0.959]
        Column pair trends  0.847  [0.840, 0.854]
        2,770 synthetic rows against 2,770 real ones

      Column shapes, worst first
        FriedPotato_Consumption       0.825  KSComplement
        Fruit_Consumption             0.836  KSComplement
        Green_Vegetables_Consumption  0.898  KSComplement
        BMI                           0.904  KSComplement
        Alcohol_Consumption           0.926  KSComplement
        Weight_(kg)                   0.931  KSComplement
        Height_(cm)                   0.936  KSComplement
        Age_Category                  0.984  TVComplement
        Arthritis                     0.986  TVComplement
        Other_Cancer                  0.987  TVComplement
        General_Health                0.990  TVComplement
        Exercise                      0.990  TVComplement
        Checkup                       0.992  TVComplement
        Skin_Cancer                   0.993  TVComplement
        Smoking_History               0.995  TVComplement
        Diabetes                      0.995  TVComplement
        Depression                    0.999  TVComplement
        Sex                           1.000  TVComplement
        Heart_Disease                 1.000  TVComplement

      Pair trends: 6 of 171 pairs counted (a pair counts when the real table has |correlation| > 0.5 or association > 0.3)
        Sex × Height_(cm)           0.644  association 0.74 in the real table
        Sex × Weight_(kg)           0.775  association 0.36 in the real table
        Arthritis × Age_Category    0.868  association 0.40 in the real table
        General_Health × Arthritis  0.871  association 0.34 in the real table
        … and 2 more

      Accuracy in bins (1: the same shares; ceiling: what other real rows are expected to have)
        columns  0.924 [0.921, 0.926]  ceiling 0.982
        pairs    0.843 [0.839, 0.846]  ceiling 0.957
        triples  0.762 [0.758, 0.766]  ceiling 0.911

      Diagnostic score 1.000
        Data validity   1.000
        Data structure  1.000
      "
    `);
  });

  it('prints the baselines beside the table, unless told not to', async () => {
    const report = await evaluate(train, copula, { metadata, baselines: true, c2st: false });
    const intervals = { score: null, columnShapes: null, columnPairTrends: null };
    const { accuracy } = report.baselines!.thisTable;
    const scored = {
      accuracy,
      score: 0.5,
      columnShapes: 0.25,
      columnPairTrends: null,
      columns: [],
      pairs: [],
      intervals,
    };
    const { thisTable } = report.baselines!;
    const bootstrapRows = { ...scored, score: 0.75 };
    const baselines = { rows: 12_345, seed: 0, thisTable, independentColumns: scored, bootstrapRows };
    const lines = formatReport({ ...report, baselines }).split('\n');
    const at = lines.indexOf('Baselines of 12,345 rows (what a score is worth)');
    expect(lines.slice(at + 1, at + 5)).toEqual([
      '                       quality  shapes  pairs',
      '  this table             0.901   0.956  0.847',
      '  bootstrapped rows      0.750   0.250    n/a',
      '  independent columns    0.500   0.250    n/a',
    ]);
    expect(formatReport(report, { baselines: false })).not.toContain('Baselines');
  });

  it('says that every pair counts where the thresholds are 0', async () => {
    const report = await evaluate(train, copula, {
      ...{ metadata, pairThresholds: { correlation: 0, association: 0 }, c2st: false },
    });
    const text = formatReport(report);
    expect(text).toContain('\nPair trends: 171 of 171 pairs counted (thresholds 0 and 0: every pair counts)\n');
    expect(text).toContain('\n  … and 161 more\n');
  });

  it('prints n/a for what is not defined, faults of the data, and no control characters from names', async () => {
    const name = 'bad\u001b[31m\nname\u202e';
    const report = await evaluate(
      tableFromColumns({ [name]: ['a', 'a', 'a'], n: [1, 2, 3] }),
      tableFromColumns({ [name]: [null, null, null], n: [1, 9, 3] }),
      { metadata: asMetadata({ columns: { [name]: { sdtype: 'categorical' }, n: { sdtype: 'numerical' } } }) },
    );
    const text = formatReport(report);
    expect(text).toMatch(/^Quality score 0\.667$/m);
    expect(text).toMatch(/^ {2}Column pair trends {4}n\/a$/m);
    expect(text).toContain('bad\\u{1b}[31m\\u{a}name\\u{202e}');
    expect(text).toMatch(/n\/a {2}TVComplement: the synthetic column holds no value\.$/m);
    expect(text).toMatch(/^ {2}n +0\.667 {2}BoundaryAdherence$/m);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });
});
