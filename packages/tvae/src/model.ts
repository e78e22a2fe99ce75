import type { SpanLayout } from '@cvd/core';
import type { Shape } from './network/shape.js';
import type { CategorySampling } from './options.js';

/** A fitted TVAE. */
export interface TvaeModel {
  readonly layout: SpanLayout;
  readonly shape: Shape;
  readonly sampling: CategorySampling;
  /** Every trained matrix by name, row-major. */
  readonly weights: Readonly<Record<string, Float32Array>>;
}
