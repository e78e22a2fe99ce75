import { adamRates } from '../../../optimizers/adam.js';
import { type OperationCase, operationCase } from '../operation-case.js';
import { shapes } from './shapes.js';

export const adamCases: readonly OperationCase[] = shapes.flatMap(([rows, cols]) =>
  [1, 500].flatMap((t) =>
    operationCase('adam', `${rows}×${cols}, step ${t}`, (define) => {
      const fields = {
        parameter: define.state('parameter', rows, cols),
        // Gradients of 0 too: nothing may be divided by it.
        gradient: define.input('gradient', rows, cols, { zeros: 0.2 }),
        m: define.state('m', rows, cols, { range: [-0.1, 0.1] }),
        v: define.state('v', rows, cols, { range: [0, 0.1], zeros: 0.2 }),
        rates: define.input('rates', 1, 2, Float32Array.from(adamRates(0.01, t, { beta1: 0.5, beta2: 0.9 }))),
      };
      return (op) => op.adam({ ...fields, beta1: 0.5, beta2: 0.9, weightDecay: 1e-3 });
    }),
  ),
);
