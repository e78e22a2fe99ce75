// Quality figures as the targets name them; they equal SDMetrics'.
import { qualityReport } from '@cvd/evaluation';

/**
 * How well `synthetic` resembles `train` (as many rows of both): overall score, Column Shapes and Column Pair Trends over all
 * pairs (thresholds 0), and Column Pair Trends over the pairs that show a trend (|Pearson| > .5, Cramér's V > .3).
 */
export const scores = async (train, synthetic, metadata) => {
  const score = (correlation, association) =>
    qualityReport(train, synthetic, metadata, { pairThresholds: { correlation, association } });
  const [all, strong] = [await score(0, 0), await score(0.5, 0.3)];
  return {
    overall0: all.score,
    shapes: all.columnShapes.score,
    pairs0: all.columnPairTrends.score,
    pairTrends: strong.columnPairTrends.score,
  };
};

/** Mean and standard deviation (n − 1) of each figure over several runs. */
export const summary = (runs) =>
  Object.fromEntries(
    Object.keys(runs[0]).map((key) => {
      const values = runs.map((run) => run[key]);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const sd = Math.sqrt(
        values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1),
      );
      return [key, { mean, sd }];
    }),
  );
