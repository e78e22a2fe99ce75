import { createRandomSource, type Table } from '@cvd/core';
import { createCheckpoint, type WatchOptions } from '../checkpoint.js';
import type { PairScore } from '../column-pair-trends.js';
import type { ColumnScore } from '../column-shapes.js';
import { checkConfidence } from '../figures/confidence-level.js';
import type { Interval } from '../figures/figure.js';
import { checkNumber, checkWhole } from '../number-options.js';
import { prepareColumn } from '../prepared-column.js';
import type { QualityReport } from '../quality-report.js';
import { columnEntries, type MetadataInput, singleTable } from '../table-metadata.js';
import { FEWEST_ROWS } from './few-rows.js';
import { percentileInterval } from './percentile-interval.js';
import { columnFinder, isBinned, resampledShape, resampledTrend } from './quality-scores.js';
import { createResampledMean } from './resampled-mean.js';
import { type ResampledScore, scoreResamples } from './resampled-score.js';
import { drawResamples, MOST_RESAMPLED_ROWS, MOST_ROWS } from './row-weights.js';

export interface QualityIntervalOptions extends WatchOptions {
  /** Seed of the rows that are drawn. @default 0 */
  readonly seed?: number | undefined;
  /** How often rows are drawn, 20 or more. @default 200; at most 100 where more than 2,000 pairs count */
  readonly resamples?: number | undefined;
  /** Between 0 and 1. @default .95 */
  readonly confidence?: number | undefined;
  /** Most rows drawn from, and each time, 10 to 65,535. @default 20,000; at most 5,000 where more than 2,000 pairs count */
  readonly maxRows?: number | undefined;
}

/** Where the figures of a quality report lie. Plain JSON; null where the report has no figure. */
export interface QualityIntervals {
  readonly score: Interval | null;
  readonly columnShapes: Interval | null;
  readonly columnPairTrends: Interval | null;
  /** In the order of `quality.columnShapes.columns`. */
  readonly columns: readonly (Interval | null)[];
  /** In the order of `quality.columnPairTrends.pairs`. */
  readonly pairs: readonly (Interval | null)[];
  /** How often rows were drawn, and how many each time; 0 where there are too few rows. */
  readonly resamples: number;
  readonly drawnRows: number;
  readonly seed: number;
}

/** More pairs than this are gone through with fewer and smaller resamples: 300 columns have 44,850 of them. */
const MANY_PAIRS = 2000;
const MANY_PAIRS_RESAMPLES = 100;
const MANY_PAIRS_ROWS = 5000;

const BINS_KEPT = 'bins of mixed pairs kept';

/**
 * The intervals of a quality report, by a bootstrap of the synthetic rows: where its figures would lie for other rows of
 * the same number from the same generator. The real rows stay as they are, and so does the fitted generator. Each
 * resample's rows are the same for all columns and pairs, so that the intervals of the means are right.
 *
 * Resampling adds noise of its own to a distance, and every resampled score is lower than the figure: the percentiles are
 * moved so that the resamples' mean lies at the figure, and cut to 0 … 1. The interval holds the *expected* score at this
 * number of rows (itself below what endless rows would score) about as often as its confidence says; more often where
 * the tables hardly differ, since the resampled scores vary more there than the figure does.
 *
 * The ten bins that a mixed pair cuts its numbers in stay those of the whole table: the interval is that of the score with
 * these bins. SDMetrics cuts each table by its own smallest and largest value, and where these are far out and vary, as in
 * a normal column, so does the score, by more than the interval says (it held the expected score in 55 to 85 of 100
 * samples of 100 and of 300 normal values; no resample shows a value further out). `method` names it.
 *
 * A synthetic column of a single value has an interval of no width: no resample holds another.
 *
 * Of tables of more rows than `maxRows` that many are taken, at random, and resampled, and the deviations scaled down to
 * all rows. Each interval's `method` says what was done. Pairs that do not count have no interval, and no figure has
 * one with fewer than 10 synthetic rows, or where fewer than half of the resamples have a score.
 *
 * @param quality - the report of these tables with this metadata
 * @throws {InvalidOptionError} when an option is outside its range, or the report is of other columns
 * @throws {UnknownColumnError} when a table lacks a column of the metadata
 * @throws {InvalidMetadataError} when the metadata is not of one table
 * @throws {AbortedError} when the signal fires
 * Source: Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), chapters 10 and 13; Bickel, Götze and van Zwet,
 * Statistica Sinica 7 (1997).
 *
 * @example
 * const quality = await qualityReport(real, synthetic, metadata);
 * const { score } = await qualityIntervals(real, synthetic, metadata, quality, { seed: 1 });
 * console.log(quality.score, score?.low, score?.high);
 */
export const qualityIntervals = async (
  real: Table,
  synthetic: Table,
  metadata: MetadataInput,
  quality: QualityReport,
  options: QualityIntervalOptions = {},
): Promise<QualityIntervals> => {
  const { seed = 0, resamples = 200, confidence = 0.95, maxRows = MOST_RESAMPLED_ROWS, signal } = options;
  checkWhole('qualityIntervals', 'resamples', resamples, 20);
  checkWhole('qualityIntervals', 'maxRows', maxRows, FEWEST_ROWS);
  checkNumber('qualityIntervals', 'maxRows', maxRows, maxRows <= MOST_ROWS, `of at most ${MOST_ROWS}`);
  checkConfidence('qualityIntervals', confidence);
  const { columnShapes, columnPairTrends } = quality;
  const find = columnFinder(
    columnEntries(singleTable(metadata)).map(([name, column]) =>
      prepareColumn(name, column, real.column(name), synthetic.column(name)),
    ),
  );
  if (synthetic.rows < FEWEST_ROWS)
    return {
      ...{ score: null, columnShapes: null, columnPairTrends: null },
      columns: columnShapes.columns.map(() => null),
      pairs: columnPairTrends.pairs.map(() => null),
      ...{ resamples: 0, drawnRows: 0, seed },
    };
  const counted = columnPairTrends.pairs.filter(({ score }) => score !== null).length;
  const many = counted > MANY_PAIRS;
  const drawn = await drawResamples(synthetic.rows, {
    resamples: many ? Math.min(resamples, MANY_PAIRS_RESAMPLES) : resamples,
    maxRows: many ? Math.min(maxRows, MANY_PAIRS_ROWS) : maxRows,
    random: createRandomSource(seed).child('qualityIntervals'),
    operation: 'qualityIntervals',
    signal,
  });
  const intervalOf = (figure: number, scores: Float64Array, binned = false): Interval | null => {
    const note = binned ? BINS_KEPT : undefined;
    return percentileInterval(figure, scores, drawn, { confidence, origin: 'mean', of: 'synthetic', note });
  };
  const scored = columnShapes.columns.filter(({ score }) => score !== null).length;
  const checkpoint = createCheckpoint('qualityIntervals', scored + counted, options);

  /** The interval of each entry that has a score, and the mean of all in each resample. */
  const part = async <Entry extends { readonly score: number | null }>(
    entries: readonly Entry[],
    metric: (entry: Entry) => ResampledScore,
    binned: (entry: Entry) => boolean,
    phase: string,
  ) => {
    const mean = createResampledMean(drawn.resamples);
    const intervals: (Interval | null)[] = [];
    for (const entry of entries) {
      if (entry.score === null) {
        intervals.push(null);
        continue;
      }
      const scores = await scoreResamples(metric(entry), drawn, 'qualityIntervals', signal);
      mean.add(scores, entry.score);
      intervals.push(intervalOf(entry.score, scores, binned(entry)));
      await checkpoint(phase);
    }
    const someBinned = entries.some((entry) => entry.score !== null && binned(entry));
    return { intervals, scores: mean.scores(), binned: someBinned };
  };
  const shape = (entry: ColumnScore): ResampledScore => resampledShape(entry, find);
  const trend = (entry: PairScore): ResampledScore => resampledTrend(entry, find);
  const shapes = await part(columnShapes.columns, shape, () => false, 'column intervals');
  const trends = await part(columnPairTrends.pairs, trend, (entry) => isBinned(entry, find), 'pair intervals');
  const both = createResampledMean(drawn.resamples);
  for (const { scores } of [shapes, trends]) if (scores !== null) both.add(scores, Number.NaN);
  const ofMean = (figure: number | null, scores: Float64Array | null, binned: boolean): Interval | null =>
    figure === null || scores === null ? null : intervalOf(figure, scores, binned);
  return {
    score: ofMean(quality.score, both.scores(), trends.binned),
    columnShapes: ofMean(columnShapes.score, shapes.scores, false),
    columnPairTrends: ofMean(columnPairTrends.score, trends.scores, trends.binned),
    columns: shapes.intervals,
    pairs: trends.intervals,
    resamples: drawn.resamples,
    drawnRows: drawn.rows,
    seed,
  };
};
