import type { Table } from '@cvd/core';
import type { GowerScale } from '../distances/gower-scale.js';
import { nearestRows } from '../distances/nearest-rows.js';
import type { SearchOptions } from '../distances/run-search.js';
import { notComputable } from '../figures/figure.js';
import type { Rate } from '../figures/rate.js';
import { createStages } from '../stages.js';
import { type CloserToTrain, closerToTrain } from './closer-to-train.js';
import { closestRecord, type DistanceSummary, nearestRatio } from './distance-summary.js';
import { identicalShare } from './identical-share.js';

/** How near the rows of one table are to the training rows. */
export interface NearnessToTraining {
  /** Rows that stand in training too. */
  readonly identical: Rate;
  /** Distance to the closest record. */
  readonly closestRecord: DistanceSummary;
  /** Nearest-neighbour distance ratio. */
  readonly nearestRatio: DistanceSummary;
}

/** The same, and whether the rows are nearer to training than to the holdout. */
export interface NearnessToBoth extends NearnessToTraining {
  readonly closerToTrain: CloserToTrain;
}

/** What rows are held against. */
export interface NearnessReference {
  readonly scale: GowerScale;
  readonly training: Table;
  readonly holdout: Table | undefined;
  /** Why distances say nothing; null when they do. */
  readonly unmeasurable: string | null;
}

interface NearnessOptions extends SearchOptions {
  readonly seed: number;
  readonly repeats: number;
  readonly confidence: number;
}

const nothing = (because: string): NearnessToTraining => {
  const none = notComputable(because);
  const summary = { low: none, median: none };
  return { identical: none, closestRecord: summary, nearestRatio: summary };
};

/** Measures the rows of a table against training. */
export const nearnessToTraining = async (
  { scale, training, unmeasurable }: NearnessReference,
  table: Table,
  { confidence, seed: _, repeats: __, ...search }: NearnessOptions,
): Promise<NearnessToTraining> => {
  if (unmeasurable !== null) return nothing(unmeasurable);
  const nearest = await nearestRows(scale, { queries: table, reference: training }, { ...search, neighbours: 2 });
  return {
    identical: identicalShare(nearest, confidence),
    closestRecord: closestRecord(nearest, confidence),
    nearestRatio: nearestRatio(nearest, confidence),
  };
};

/** Measures the rows of a table against training, and against training and holdout cut to equal size. */
export const nearnessToBoth = async (
  reference: NearnessReference,
  table: Table,
  options: NearnessOptions,
): Promise<NearnessToBoth> => {
  const { scale, training, holdout, unmeasurable } = reference;
  const stages = createStages({ training: 25, closer: holdout ? 40 : 0 }, options);
  const own = await nearnessToTraining(reference, table, { ...options, ...stages.training });
  const closer = async (): Promise<CloserToTrain> => {
    const none = { share: null, ties: null, cutRows: 0, repeats: 0 } as const;
    if (unmeasurable !== null) return { ...none, because: unmeasurable };
    if (!holdout) return { ...none, because: 'no holdout was given' };
    return closerToTrain(scale, { training, holdout, synthetic: table }, { ...options, ...stages.closer });
  };
  return { ...own, closerToTrain: await closer() };
};
