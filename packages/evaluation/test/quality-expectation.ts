import { expect } from 'vitest';
import type { QualityReport } from '../src/index.js';
import { expectFigure } from './support.js';

/** A quality report as make_fixtures.py writes it. */
export interface ExpectedQuality {
  readonly score: number | null;
  readonly columnShapes: number | null;
  readonly columnPairTrends: number | null;
  readonly columns: readonly (readonly [column: string, metric: string, score: number | null])[];
  readonly pairs: readonly (readonly [
    first: string,
    second: string,
    metric: string,
    score: number | null,
    realCorrelation: number | null,
    syntheticCorrelation: number | null,
    realAssociation: number | null,
    meetsThreshold: boolean | null,
  ])[];
}

/** Every column, pair and score as SDMetrics has it. Figures that SDMetrics leaves out and we give are not compared. */
export const expectQuality = (report: QualityReport, expected: ExpectedQuality): void => {
  expect(report.columnShapes.columns.map(({ column, metric }) => [column, metric])).toEqual(
    expected.columns.map(([column, metric]) => [column, metric]),
  );
  for (const [i, [column, metric, score]] of expected.columns.entries())
    expectFigure(report.columnShapes.columns[i]!.score, score, `${metric} of ${column}`);
  expect(report.columnPairTrends.pairs.map(({ columns, metric }) => [...columns, metric])).toEqual(
    expected.pairs.map(([first, second, metric]) => [first, second, metric]),
  );
  for (const [i, [first, second, metric, score, real, synthetic, association, meets]] of expected.pairs.entries()) {
    const pair = report.columnPairTrends.pairs[i]!;
    const what = `${metric} of ${first} and ${second}`;
    expectFigure(pair.score, score, what);
    if (real !== null) expectFigure(pair.realCorrelation, real, `${what}, real correlation`);
    if (synthetic !== null) expectFigure(pair.syntheticCorrelation, synthetic, `${what}, synthetic correlation`);
    if (association !== null) expectFigure(pair.realAssociation, association, `${what}, real association`);
    expect(pair.counted, `${what} counted`).toBe(meets === true && score !== null);
  }
  expectFigure(report.columnShapes.score, expected.columnShapes, 'Column Shapes');
  expectFigure(report.columnPairTrends.score, expected.columnPairTrends, 'Column Pair Trends');
  expectFigure(report.score, expected.score, 'quality score');
};
