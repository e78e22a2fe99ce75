import type { SpanLayout } from '@cvd/core';
import type { Snapshot } from '@cvd/engine';

/** A fitted CTGAN: what sampling needs. The critic is not part of it: it could tell training rows from others. */
export interface CtganModel {
  readonly layout: SpanLayout;
  /** Rows of each category of each discrete column, by place in the condition vector. */
  readonly counts: Float64Array;
  readonly embeddingDim: number;
  readonly generatorDim: readonly number[];
  /** The generator's parameters by name, and 'generator/l/mean' and 'generator/l/variance' of its batch normalisations. */
  readonly weights: Snapshot;
  readonly training: TrainingSummary;
}

/** How the weights came about, for `describe`. */
export interface TrainingSummary {
  readonly rows: number;
  readonly epochs: number;
  readonly steps: number;
  /** The epoch whose weights were kept, with early stopping. */
  readonly bestEpoch: number | null;
  /** Of the last epoch, by name. */
  readonly losses: Readonly<Record<string, number>>;
  /** The numeric build that computed the steps. */
  readonly build: string;
}
