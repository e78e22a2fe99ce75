import type { Piece } from '../../markup.js';
import type { Scale } from '../../scale-picture.js';

/** A question, its answer in words, and the figures behind it. */
export interface Answer {
  readonly question: string;
  /** The section with more on it. */
  readonly target: string;
  readonly words: Piece;
  readonly scales: readonly Scale[];
}
