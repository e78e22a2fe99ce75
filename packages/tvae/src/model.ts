import type { SpanLayout } from '@cvd/core';
import type { Snapshot } from '@cvd/engine';
import type { DecoderShape } from './network/shape.js';
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
  readonly shape: DecoderShape;
  readonly sampling: CategorySampling;
  /** null where there was nothing to learn. */
  readonly training: TrainingRecord | null;
  /** Of the decoder, by name, in float32. The encoder is not kept: sampling does without, and it is what knows rows best. */
  readonly weights: Snapshot;
}
