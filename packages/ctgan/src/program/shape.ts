import type { Span } from '@cvd/core';

/**
 * Sizes of a CTGAN. Letters used in comments: B batchSize, P pac, G = B/P groups, N width of a row, C width of the condition
 * vector, E embeddingDim, J entries of a row that are not 0. Row r of a batch is slot ⌊r/G⌋ of group r mod G, so that the
 * rows of one slot stand together: the critic's first layer is then a sum over slots, and packing copies nothing.
 */
export interface CtganShape {
  /** Spans of a row; they fill it without gaps. */
  readonly spans: readonly Span[];
  /** N: columns of the spans. */
  readonly width: number;
  /** C: categories of all discrete columns together; 0 where there are none, and then nothing is conditioned. */
  readonly conditionWidth: number;
  readonly batchSize: number;
  /** Divides batchSize. */
  readonly pac: number;
  readonly embeddingDim: number;
  readonly generatorDim: readonly number[];
  readonly discriminatorDim: readonly number[];
}

/** Entries of a row that are not 0: one a span, the value or the chosen column. */
export const entriesOf = ({ spans }: CtganShape): number => spans.length;

/** G: groups of `pac` rows that the critic judges as one. */
export const groupsOf = ({ batchSize, pac }: CtganShape): number => batchSize / pac;
