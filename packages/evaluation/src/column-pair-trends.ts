import { contingencySimilarityOf, correlationSimilarityOf } from '@cvd/core/metrics';
import { attempt } from './attempt.js';
import type { Checkpoint } from './checkpoint.js';
import type { Interval } from './figures/figure.js';
import { meanScore, orNull } from './mean-score.js';
import type { PairThresholds } from './pair-thresholds.js';
import type { PreparedColumn } from './prepared-column.js';

/** How alike two columns go together in the two tables. */
export interface PairScore {
  readonly columns: readonly [string, string];
  /** 'CorrelationSimilarity' for two continuous columns, else 'ContingencySimilarity'. */
  readonly metric: string;
  /** 0 to 1; null when the pair shows no trend above the threshold in the real table, or cannot be computed. */
  readonly score: number | null;
  /** Where it lies, by a bootstrap of the synthetic rows; in the report of {@link evaluate}, of pairs that count. */
  readonly interval?: Interval | null;
  /** Pearson's correlation, −1 to 1; null where it is not defined and for contingency pairs. */
  readonly realCorrelation: number | null;
  readonly syntheticCorrelation: number | null;
  /** Cramér's V in the real table, 0 to 1; null where it is not defined and for correlation pairs. */
  readonly realAssociation: number | null;
  /** Whether the score is part of the mean. */
  readonly counted: boolean;
  /** Why it cannot be computed. */
  readonly error?: string;
}

export interface ColumnPairTrends {
  /** Mean over the pairs that count; null when none does. */
  readonly score: number | null;
  /** As that of a pair. */
  readonly interval?: Interval | null;
  /** Every pair of continuous and discrete columns, in the order of the metadata. */
  readonly pairs: readonly PairScore[];
}

interface Figures {
  readonly score: number;
  readonly real?: number;
  readonly synthetic?: number;
  readonly realAssociation?: number;
}

const scorePair = (first: PreparedColumn, second: PreparedColumn, thresholds: PairThresholds): PairScore => {
  const correlation = first.shape === 'continuous' && second.shape === 'continuous';
  const { value, error } = attempt(
    (): Figures =>
      correlation
        ? correlationSimilarityOf(first.numbers(), second.numbers(), { threshold: thresholds.correlation })
        : contingencySimilarityOf(first.codes(), second.codes(), { threshold: thresholds.association }),
  );
  const score = orNull(value?.score ?? Number.NaN);
  return {
    columns: [first.name, second.name],
    metric: correlation ? 'CorrelationSimilarity' : 'ContingencySimilarity',
    score,
    realCorrelation: orNull(value?.real ?? Number.NaN),
    syntheticCorrelation: orNull(value?.synthetic ?? Number.NaN),
    realAssociation: orNull(value?.realAssociation ?? Number.NaN),
    counted: score !== null,
    ...(error !== undefined && { error }),
  };
};

/**
 * Column Pair Trends of SDMetrics' quality report: correlation for two continuous columns, contingency for two discrete
 * ones, and for a mixed pair contingency with the continuous column cut in ten bins, each table by its own range. A pair
 * counts only when the real table shows a trend above the threshold.
 */
export const columnPairTrends = async (
  columns: readonly PreparedColumn[],
  thresholds: PairThresholds,
  checkpoint: Checkpoint,
): Promise<ColumnPairTrends> => {
  const used = columns.filter(({ shape }) => shape !== 'other');
  const pairs: PairScore[] = [];
  for (const [i, first] of used.entries()) {
    for (const second of used.slice(i + 1)) {
      pairs.push(scorePair(first, second, thresholds));
      await checkpoint('column pairs');
    }
  }
  return { score: meanScore(pairs.map(({ score }) => score)), pairs };
};
