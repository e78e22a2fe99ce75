import type { Mixture } from '../transformers/mixture/mixture.js';

/** A stretch of a neural method's columns with an activation of its own: one scaled value, or a one-hot block. */
export interface Span {
  readonly start: number;
  readonly width: number;
  readonly activation: 'tanh' | 'softmax';
}

/** How one encoded column lies in the spans. */
export type SpanColumn =
  | {
      /** A tanh span of width 1 (the value scaled in its mode), followed by a softmax span over the modes. */
      readonly kind: 'continuous';
      /** Of the encoded column. */
      readonly name: string;
      /** Place among the tanh spans. */
      readonly scalar: number;
      /** Place among the softmax spans. */
      readonly choice: number;
      readonly mixture: Mixture;
      /** Place among the layout's columns of the one that says where the value is missing, or null. */
      readonly missing: number | null;
    }
  | {
      readonly kind: 'discrete';
      /** Of the encoded column. */
      readonly name: string;
      readonly choice: number;
      readonly cardinality: number;
      /** Whether it stands for a category, which conditions and the condition vector may ask for; missing indicators do too. */
      readonly role: 'category' | 'missing';
    };

/**
 * The matrix that neural methods work on, as data: which columns belong to which encoded column. It is never built for a
 * table; a row is its choices (one a softmax span) and scalars (one a tanh span).
 */
export interface SpanLayout {
  /** Columns of the matrix. */
  readonly width: number;
  /** Left to right, without gaps. */
  readonly spans: readonly Span[];
  /** In the order of the encoded schema. */
  readonly columns: readonly SpanColumn[];
}

/** Codes in the smallest type that holds them. */
export type Codes = Uint8Array | Uint16Array | Int32Array;

/** Rows in terms of a layout: what was chosen in each softmax span, counted from its start, and the value of each tanh span. */
export interface SpanTable {
  readonly rows: number;
  /** By softmax span. */
  readonly choices: readonly Codes[];
  /** By tanh span. */
  readonly scalars: readonly Float32Array[];
}
