import { expect } from 'vitest';
import type { DiagnosticReport, QualityReport } from '../src/index.js';
import { expectFigure } from './support.js';

type ExpectedColumn = readonly [column: string, metric: string, score: number | null];

/** A quality report as make_fixtures.py writes it. */
export interface ExpectedQuality {
  readonly score: number | null;
  readonly columnShapes: number | null;
  readonly columnPairTrends: number | null;
  readonly columns: readonly ExpectedColumn[];
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

/** A diagnostic report as make_fixtures.py writes it. */
export interface ExpectedDiagnostic {
  readonly score: number | null;
  readonly dataValidity: number | null;
  readonly dataStructure: number | null;
  readonly columns: readonly ExpectedColumn[];
}

/** Every column, pair and score as SDMetrics has it. Figures that SDMetrics leaves out and we give are not compared. */
export const expectQuality = (report: QualityReport, expected: ExpectedQuality): void => {
  expectColumns(report.columnShapes.columns, expected.columns);
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

export const expectDiagnostic = (report: DiagnosticReport, expected: ExpectedDiagnostic): void => {
  expectColumns(report.dataValidity.columns, expected.columns);
  expectFigure(report.dataValidity.score, expected.dataValidity, 'Data Validity');
  expectFigure(report.dataStructure.score, expected.dataStructure, 'Data Structure');
  expectFigure(report.score, expected.score, 'diagnostic score');
};

const expectColumns = (
  actual: readonly { readonly column: string; readonly metric: string; readonly score: number | null }[],
  expected: readonly ExpectedColumn[],
): void => {
  expect(actual.map(({ column, metric }) => [column, metric])).toEqual(
    expected.map(([column, metric]) => [column, metric]),
  );
  for (const [i, [column, metric, score]] of expected.entries())
    expectFigure(actual[i]!.score, score, `${metric} of ${column}`);
};
