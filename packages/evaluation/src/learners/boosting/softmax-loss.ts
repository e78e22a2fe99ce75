import { softmaxRows } from '../softmax.js';
import { type ClassTarget, classCounts } from '../target.js';
import type { Loss } from './loss.js';

/** Log loss of several classes; output k is the log of class k's probability up to a constant. */
export const softmaxLoss = (target: ClassTarget): Loss => {
  const { codes, size } = target;
  const probabilities = Array.from({ length: size }, () => new Float64Array(codes.length));
  const update = (raw: readonly Float64Array[]): void => {
    for (const [k, output] of raw.entries()) probabilities[k]!.set(output);
    softmaxRows(probabilities);
  };
  return {
    outputs: size,
    // A class without rows has no logarithm: it starts as if it had half a one.
    start: () => Array.from(classCounts(target), (count) => Math.log(Math.max(count, 0.5) / codes.length)),
    gradientsInto: (raw, output, { gradients, hessians }) => {
      if (output === 0) update(raw);
      const mine = probabilities[output]!;
      for (let row = 0; row < codes.length; row++) {
        const p = mine[row]!;
        gradients[row] = p - Number(codes[row] === output);
        hessians[row] = p * (1 - p);
      }
    },
    mean: (raw) => {
      update(raw);
      return codes.reduce((sum, code, row) => sum - Math.log(probabilities[code]![row]!), 0) / codes.length;
    },
  };
};
