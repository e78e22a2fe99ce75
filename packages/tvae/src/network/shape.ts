import type { Span, SpanLayout } from '@cvd/core';
import type { TvaeOptions } from '../options.js';

/** Options that size the decoder. */
export type DecoderSizes = Pick<TvaeOptions, 'embeddingDim' | 'decompressDims'>;

/** What fixes the size of every buffer of the decoder. */
export interface DecoderShape extends DecoderSizes {
  /** Columns of the row matrix, which is what the decoder puts out. */
  readonly width: number;
  readonly spans: readonly Span[];
  /** Columns of the tanh spans, left to right. */
  readonly scalars: readonly number[];
  /** First columns of the softmax spans, left to right. */
  readonly choices: readonly number[];
}

/** What fixes the size of every buffer of both networks. */
export interface Shape extends DecoderShape, Pick<TvaeOptions, 'compressDims'> {}

const startsOf = (spans: readonly Span[], activation: Span['activation']): number[] =>
  spans.filter((span) => span.activation === activation).map(({ start }) => start);

export const decoderShapeOf = (
  { width, spans }: Pick<SpanLayout, 'width' | 'spans'>,
  { embeddingDim, decompressDims }: DecoderSizes,
): DecoderShape => ({
  width,
  spans,
  scalars: startsOf(spans, 'tanh'),
  choices: startsOf(spans, 'softmax'),
  embeddingDim,
  decompressDims,
});

export const shapeOf = (
  layout: Pick<SpanLayout, 'width' | 'spans'>,
  sizes: DecoderSizes & Pick<TvaeOptions, 'compressDims'>,
): Shape => ({ ...decoderShapeOf(layout, sizes), compressDims: sizes.compressDims });
