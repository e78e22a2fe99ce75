import { percentileInterval } from '../bootstrap/percentile-interval.js';
import { type ResampledScore, scoreResamples } from '../bootstrap/resampled-score.js';
import { eachOnce, type RowWeights } from '../bootstrap/row-weights.js';
import type { Interval } from '../figures/figure.js';
import type { ScoreIntervals } from './utility-scores.js';

/** Resampled holdout rows, and what is to be told of them. */
export interface HoldoutBootstrap {
  readonly weights: RowWeights;
  readonly confidence: number;
  readonly signal: AbortSignal | undefined;
}

/** A score, the same of resampled rows, and where it ends. */
export interface ResampledFigure {
  readonly figure: number;
  readonly score: ResampledScore;
  /** @default 0 to 1 */
  readonly range?: readonly [low: number, high: number];
}

const intervalOf = async (
  { figure, score, range }: ResampledFigure,
  { weights, confidence, signal }: HoldoutBootstrap,
): Promise<Interval | null> => {
  const resampled = await scoreResamples(score, weights, 'utility', signal);
  const { tableRows, subset } = weights;
  const origin =
    subset === null ? figure : (await scoreResamples(score, eachOnce(tableRows, subset), 'utility', signal))[0]!;
  return percentileInterval(figure, resampled, weights, { confidence, origin, of: 'holdout', ...(range && { range }) });
};

/**
 * The intervals of scores of the holdout's rows, for a model that stays as it is: percentiles of a bootstrap of the rows.
 * Such scores are means over rows, or nearly: resampling does not move them to one side, as it does distances.
 * @param bootstrap - null where the holdout has too few rows: then no score has an interval
 */
export const holdoutIntervals = async <Name extends string>(
  scores: Readonly<Record<Name, ResampledFigure>>,
  bootstrap: HoldoutBootstrap | null,
): Promise<ScoreIntervals<Name>> => {
  const intervals: [string, Interval | null][] = [];
  for (const [name, score] of Object.entries<ResampledFigure>(scores))
    intervals.push([name, bootstrap === null ? null : await intervalOf(score, bootstrap)]);
  return Object.fromEntries(intervals) as ScoreIntervals<Name>;
};
