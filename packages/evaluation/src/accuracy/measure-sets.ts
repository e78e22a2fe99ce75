import type { RandomSource } from '@cvd/core';
import type { Checkpoint } from '../checkpoint.js';
import { drawnRows } from '../seeded-rows.js';
import type { BootstrapMethod } from './bootstrap-interval.js';
import type { ColumnSet } from './column-sets.js';
import type { CompareSet, SetDistance } from './compare-sets.js';
import { MOST_RESAMPLED_ROWS, type ResampleWeights, resampleWeights } from './resample-weights.js';

/** Sets of columns that are resampled at most; the mean of that many varies as that of all. */
const MOST_RESAMPLED_SETS = 300;

/** How intervals are found. */
export interface Resampling {
  /** null = not at all. */
  readonly weights: ResampleWeights | null;
  /** Rows of the synthetic table. */
  readonly rows: number;
  readonly confidence: number;
}

/** Of a large table a sample is resampled. */
export const resamplingOf = (rows: number, resamples: number, confidence: number, random: RandomSource): Resampling => {
  const drawn = drawnRows(rows, MOST_RESAMPLED_ROWS, random.child('resampled rows'));
  const weights = resamples === 0 || rows === 0 ? null : resampleWeights(drawn, resamples, random.child('resamples'));
  return { weights, rows, confidence };
};

/** What was found of all sets of one size, and how an interval of their mean is found. */
export interface MeasuredSets {
  readonly distances: readonly SetDistance[];
  readonly bootstrap: BootstrapMethod | null;
}

const number = (value: number): string => value.toLocaleString('en-US');

const bootstrapOf = ({ weights, rows, confidence }: Resampling, sets: number, kind: string): BootstrapMethod | null =>
  weights && {
    // Resamples of fewer rows spread further.
    scale: Math.sqrt(weights.rows.length / rows),
    confidence,
    method: [
      `bootstrap of the synthetic rows, ${weights.resamples} resamples`,
      ...(weights.rows.length < rows
        ? [`of ${number(weights.rows.length)} of them with deviations scaled to ${number(rows)}`]
        : []),
      ...(sets > MOST_RESAMPLED_SETS ? [`for ${number(MOST_RESAMPLED_SETS)} of ${number(sets)} ${kind}`] : []),
      'percentiles moved so that the mean of the resamples lies at the figure',
    ].join(', '),
  };

/**
 * Compares every set; where there are too many to resample, some are drawn.
 * @param kind - what the sets are, in the plural
 */
export const measureSets = async (
  sets: readonly ColumnSet[],
  kind: string,
  { compare, resampling }: { readonly compare: CompareSet; readonly resampling: Resampling },
  random: RandomSource,
  checkpoint: Checkpoint,
): Promise<MeasuredSets> => {
  const resampled = new Set(drawnRows(sets.length, MOST_RESAMPLED_SETS, random.child(`resampled ${kind}`)));
  const distances: SetDistance[] = [];
  for (const [i, set] of sets.entries()) {
    distances.push(compare(set, resampled.has(i) ? resampling.weights : null));
    await checkpoint(kind);
  }
  return { distances, bootstrap: bootstrapOf(resampling, sets.length, kind) };
};
