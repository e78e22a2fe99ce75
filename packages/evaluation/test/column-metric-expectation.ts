import type { Table } from '@cvd/core';
import {
  boundaryAdherence,
  type ColumnMetric,
  categoryAdherence,
  categoryCoverage,
  keyUniqueness,
  ksComplement,
  missingValueSimilarity,
  rangeCoverage,
  statisticSimilarity,
  tvComplement,
} from '@cvd/core/metrics';
import { expect } from 'vitest';

/** A score, null for NaN, 'error' where SDMetrics raises. */
export type ExpectedScore = number | null | 'error';

/** Scores by column and metric ('StatisticSimilarity std' names the statistic too), as make_fixtures.py writes them. */
export type ExpectedColumnMetrics = Readonly<Record<string, Readonly<Record<string, ExpectedScore>>>>;

const metrics: Readonly<Record<string, ColumnMetric>> = {
  KSComplement: ksComplement,
  TVComplement: tvComplement,
  BoundaryAdherence: boundaryAdherence,
  CategoryAdherence: categoryAdherence,
  KeyUniqueness: keyUniqueness,
  MissingValueSimilarity: missingValueSimilarity,
  RangeCoverage: rangeCoverage,
  CategoryCoverage: categoryCoverage,
  StatisticSimilarity: statisticSimilarity,
};

const scoreOf = (compute: () => { readonly score: number }): ExpectedScore => {
  try {
    const { score } = compute();
    return Number.isNaN(score) ? null : score;
  } catch (error) {
    expect(error).toMatchObject({ code: 'CVD_METRIC_INPUT' });
    return 'error';
  }
};

/** Equal within 1e-9, or NaN or a failure on both sides. */
export const expectScore = (actual: ExpectedScore, expected: ExpectedScore, what: string): void => {
  if (typeof actual === 'number' && typeof expected === 'number')
    expect(Math.abs(actual - expected), `${what}: ${actual} is not ${expected}`).toBeLessThan(1e-9);
  else expect(actual, what).toBe(expected);
};

export const expectColumnMetrics = (real: Table, synthetic: Table, expected: ExpectedColumnMetrics): void => {
  for (const [column, scores] of Object.entries(expected)) {
    for (const [key, score] of Object.entries(scores)) {
      const [name, statistic] = key.split(' ');
      const compute = () => metrics[name!]!.compute(real.column(column), synthetic.column(column), { statistic });
      expectScore(scoreOf(compute), score, `${key} of ${column}`);
    }
  }
};
