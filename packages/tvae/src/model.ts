import type { SpanLayout } from '@cvd/core';
import type { Snapshot } from '@cvd/engine';
import type { Shape } from './network/shape.js';
import type { CategorySampling } from './options.js';

/** How the model came about. */
export interface TrainingRecord {
  readonly epochs: number;
  readonly steps: number;
  /** The epoch whose weights were kept, counted from 1, with early stopping; null else. */
  readonly bestEpoch: number | null;
  /** Numeric build that the steps ran on. */
  readonly build: string;
}

/** A fitted TVAE. */
export interface TvaeModel {
  readonly layout: SpanLayout;
  readonly shape: Shape;
  readonly sampling: CategorySampling;
  /** null where there was nothing to learn. */
  readonly training: TrainingRecord | null;
  /** Every trained matrix by name, in float32. */
  readonly weights: Snapshot;
}
