import type { Span, SpanLayout } from '@cvd/core';
import type { TvaeOptions } from '../options.js';

/** Options that size the networks. */
export type NetworkSizes = Pick<TvaeOptions, 'embeddingDim' | 'compressDims' | 'decompressDims'>;

/** What fixes the size of every buffer. */
export interface Shape extends NetworkSizes {
  /** Columns of the row matrix, which is what the decoder puts out. */
  readonly width: number;
  readonly spans: readonly Span[];
  /** Columns of the tanh spans, left to right. */
  readonly scalars: readonly number[];
  /** First columns of the softmax spans, left to right. */
  readonly choices: readonly number[];
}

const startsOf = (spans: readonly Span[], activation: Span['activation']): number[] =>
  spans.filter((span) => span.activation === activation).map(({ start }) => start);

export const shapeOf = (
  { width, spans }: Pick<SpanLayout, 'width' | 'spans'>,
  { embeddingDim, compressDims, decompressDims }: NetworkSizes,
): Shape => ({
  width,
  spans,
  scalars: startsOf(spans, 'tanh'),
  choices: startsOf(spans, 'softmax'),
  embeddingDim,
  compressDims,
  decompressDims,
});
