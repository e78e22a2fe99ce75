import { ksComplementOf, tvComplementOf } from '@cvd/core/metrics';
import { attempt } from './attempt.js';
import type { Checkpoint } from './checkpoint.js';
import type { Interval } from './figures/figure.js';
import { meanScore, orNull } from './mean-score.js';
import type { PreparedColumn } from './prepared-column.js';

/** How alike the distribution of one column is in the two tables. */
export interface ColumnScore {
  readonly column: string;
  /** 'KSComplement' for numbers and datetimes, 'TVComplement' for categories and booleans. */
  readonly metric: string;
  /** 0 to 1; null when it cannot be computed. */
  readonly score: number | null;
  /** Where it lies, by a bootstrap of the synthetic rows; in the report of {@link evaluate}. */
  readonly interval?: Interval | null;
  /** Why there is no score. */
  readonly error?: string;
}

export interface ColumnShapes {
  /** Mean of the columns' scores; null when there is none. */
  readonly score: number | null;
  /** As that of a column. */
  readonly interval?: Interval | null;
  /** In the order of the metadata. */
  readonly columns: readonly ColumnScore[];
}

const scoreColumn = (column: PreparedColumn): ColumnScore => {
  const continuous = column.shape === 'continuous';
  const { value = Number.NaN, error } = attempt(() =>
    continuous ? ksComplementOf(column.numbers()) : tvComplementOf(column.codes()),
  );
  return {
    column: column.name,
    metric: continuous ? 'KSComplement' : 'TVComplement',
    score: orNull(value),
    ...(error !== undefined && { error }),
  };
};

/** Column Shapes of SDMetrics' quality report. Columns that are neither continuous nor discrete are left out. */
export const columnShapes = async (
  columns: readonly PreparedColumn[],
  checkpoint: Checkpoint,
): Promise<ColumnShapes> => {
  const scores: ColumnScore[] = [];
  for (const column of columns) {
    if (column.shape === 'other') continue;
    scores.push(scoreColumn(column));
    await checkpoint('column shapes');
  }
  return { score: meanScore(scores.map(({ score }) => score)), columns: scores };
};
