import { MASK_WORDS } from './bin-mask.js';

/** What one side of a split holds. */
export interface SideSums {
  gradient: number;
  hessian: number;
  rows: number;
}

/** The best split found so far; written over by better ones. */
export interface Split {
  /** How much the loss falls (twice, in second order); −Infinity as long as there is none. */
  gain: number;
  feature: number;
  /** Which slots of the feature go left, missing values included. */
  readonly leftSlots: Uint32Array;
  readonly left: SideSums;
}

export const noSplit = (): Split => ({
  gain: Number.NEGATIVE_INFINITY,
  feature: -1,
  leftSlots: new Uint32Array(MASK_WORDS),
  left: { gradient: 0, hessian: 0, rows: 0 },
});

/** G² / (H + λ): what a leaf of these sums takes off the loss, twice. */
export const leafScore = (gradient: number, hessian: number, l2: number): number => {
  const denominator = hessian + l2;
  return denominator > 0 ? (gradient * gradient) / denominator : 0;
};

/** −G / (H + λ): the Newton step of a leaf; 0 where there is nothing to divide by. */
export const leafValue = ({ gradient, hessian }: SideSums, l2: number): number => {
  const denominator = hessian + l2;
  return denominator > 0 ? -gradient / denominator : 0;
};
