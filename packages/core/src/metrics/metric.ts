import type { Column } from '../table/column.js';

/** What every metric says of itself. */
export interface MetricDescription {
  /** SDMetrics' name. */
  readonly name: string;
  readonly goal: 'maximize' | 'minimize';
  readonly minValue: number;
  readonly maxValue: number;
}

/** What a metric found. `score` is NaN where the metric is not defined; each metric says when. */
export interface MetricResult {
  readonly score: number;
}

/** A result that also gives the figure of either table. */
export interface ComparedResult extends MetricResult {
  readonly real: number;
  readonly synthetic: number;
}

/** Compares one column of two tables. Neither the order of rows nor their number need agree. */
export interface ColumnMetric<Result extends MetricResult = MetricResult, Options extends object = object>
  extends MetricDescription {
  compute(real: Column, synthetic: Column, options?: Options): Result;
}

/** Two columns of one table, of equal length. */
export type ColumnPair = readonly [first: Column, second: Column];

/** Compares how two columns go together in two tables. */
export interface ColumnPairMetric<Result extends MetricResult = MetricResult, Options extends object = object>
  extends MetricDescription {
  compute(real: ColumnPair, synthetic: ColumnPair, options?: Options): Result;
}
