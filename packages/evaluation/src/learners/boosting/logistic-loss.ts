import { sigmoid, softplus } from '../softmax.js';
import type { ClassTarget } from '../target.js';
import type { Loss } from './loss.js';

/** Log loss of two classes; the one output is the log odds of class 1. */
export const logisticLoss = ({ codes }: ClassTarget): Loss => ({
  outputs: 1,
  start: () => {
    const share = codes.reduce((sum, code) => sum + code, 0) / codes.length;
    return [Math.log(share / (1 - share))];
  },
  gradientsInto: ([raw], _, { gradients, hessians }) => {
    for (let row = 0; row < codes.length; row++) {
      const p = sigmoid(raw![row]!);
      gradients[row] = p - codes[row]!;
      hessians[row] = p * (1 - p);
    }
  },
  mean: ([raw]) =>
    codes.reduce((sum, code, row) => sum + softplus(code === 1 ? -raw![row]! : raw![row]!), 0) / codes.length,
});
