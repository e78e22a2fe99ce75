import { addToMask } from './bin-mask.js';
import { leafScore, type SideSums, type Split } from './split.js';
import type { ResolvedTreeOptions } from './tree-options.js';

/** Tries candidates of one node against the best split so far. */
export interface SplitTrial {
  /**
   * Takes this left side if both sides keep enough and its gain is the highest so far; the first of equal ones stays.
   * @returns whether it was taken; the caller then says by `take` which slots go left
   */
  offer(feature: number, gradient: number, hessian: number, rows: number): boolean;
  /** Sets the slots that go left. */
  take(slots: Iterable<number>): void;
}

export const splitTrial = (best: Split, total: SideSums, options: ResolvedTreeOptions): SplitTrial => {
  const { l2, minRows, minHessian, minGain } = options;
  const whole = leafScore(total.gradient, total.hessian, l2);
  return {
    offer: (feature, gradient, hessian, rows) => {
      const rightHessian = total.hessian - hessian;
      if (rows < minRows || total.rows - rows < minRows || hessian < minHessian || rightHessian < minHessian)
        return false;
      const gain = leafScore(gradient, hessian, l2) + leafScore(total.gradient - gradient, rightHessian, l2) - whole;
      if (!(gain > best.gain && gain > minGain)) return false;
      best.gain = gain;
      best.feature = feature;
      best.left.gradient = gradient;
      best.left.hessian = hessian;
      best.left.rows = rows;
      return true;
    },
    take: (slots) => {
      best.leftSlots.fill(0);
      for (const slot of slots) addToMask(best.leftSlots, slot);
    },
  };
};
