import { type OperationCase, operationCase } from '../operation-case.js';
import { shapes } from './shapes.js';

const activations = ['none', 'relu'] as const;

const forward = shapes.flatMap(([rows, cols]) =>
  activations.flatMap((activation) =>
    operationCase('batchNorm', `${rows}×${cols}, ${activation}`, (define) => {
      const fields = {
        // Off its mean by more than it varies: a variance from sums of squares would lose digits.
        x: define.input('x', rows, cols, { range: [2, 4] }),
        gamma: define.input('gamma', 1, cols, { range: [0.5, 2] }),
        beta: define.input('beta', 1, cols),
        mean: define.output('mean', 1, cols),
        variance: define.output('variance', 1, cols),
        out: define.output('out', rows, cols),
      };
      return (op) => op.batchNorm({ ...fields, activation });
    }),
  ),
);

const backward = shapes.flatMap(([rows, cols]) =>
  activations.flatMap((activation) =>
    [false, true].flatMap((inPlace) =>
      operationCase('batchNormBackward', `${rows}×${cols}, ${activation}${inPlace ? ', in place' : ''}`, (define) => {
        const gradient = inPlace ? define.state('gradient', rows, cols) : define.input('gradient', rows, cols);
        const fields = {
          gradient,
          output: define.input('output', rows, cols, { range: [0, 1], zeros: 0.4 }),
          x: define.input('x', rows, cols),
          gamma: define.input('gamma', 1, cols, { range: [0.5, 2] }),
          mean: define.input('mean', 1, cols, { range: [-0.1, 0.1] }),
          variance: define.input('variance', 1, cols, { range: [0.2, 0.5] }),
          gammaGradient: define.output('gammaGradient', 1, cols),
          betaGradient: define.output('betaGradient', 1, cols),
          out: inPlace ? gradient : define.output('out', rows, cols),
        };
        return (op) => op.batchNormBackward({ ...fields, activation });
      }),
    ),
  ),
);

export const batchNormCases: readonly OperationCase[] = [...forward, ...backward];
