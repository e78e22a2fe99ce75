import type { NumberTarget } from '../target.js';
import type { Loss } from './loss.js';

/** Half the squared error. */
export const squaredLoss = ({ values }: NumberTarget): Loss => ({
  outputs: 1,
  start: () => [values.reduce((sum, value) => sum + value, 0) / values.length],
  gradientsInto: ([raw], _, { gradients, hessians }) => {
    for (let row = 0; row < values.length; row++) {
      gradients[row] = raw![row]! - values[row]!;
      hessians[row] = 1;
    }
  },
  mean: ([raw]) => values.reduce((sum, value, row) => sum + (raw![row]! - value) ** 2 / 2, 0) / values.length,
});
