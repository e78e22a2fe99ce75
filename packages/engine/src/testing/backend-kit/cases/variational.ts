import { type OperationCase, operationCase } from '../operation-case.js';
import { shapes } from './shapes.js';

const drawnCodes = shapes.flatMap(([rows, cols]) =>
  (['stream', 'given'] as const).flatMap((kind) =>
    operationCase('reparameterize', `${rows}×${cols}, noise ${kind}`, (define) => {
      const fields = {
        mean: define.input('mean', rows, cols),
        logVariance: define.input('logVariance', rows, cols, { range: [-4, 2] }),
        epsilon: define.output('epsilon', rows, cols),
        out: define.output('out', rows, cols),
      };
      const noise =
        kind === 'stream'
          ? define.stream()
          : ({ kind, values: define.input('normals', rows, cols, { range: [-2, 2] }) } as const);
      return (op) => op.reparameterize({ ...fields, noise });
    }),
  ),
);

const backward = shapes.flatMap(([rows, cols]) =>
  operationCase('latentBackward', `${rows}×${cols}`, (define) => {
    const fields = {
      mean: define.input('mean', rows, cols),
      logVariance: define.input('logVariance', rows, cols, { range: [-4, 2] }),
      epsilon: define.input('epsilon', rows, cols, { range: [-2, 2] }),
      gradient: define.input('gradient', rows, cols),
      meanGradient: define.output('meanGradient', rows, cols),
      logVarianceGradient: define.output('logVarianceGradient', rows, cols),
      loss: define.output('loss', rows, 1),
    };
    return (op) => op.latentBackward({ ...fields, scale: 1 / rows });
  }),
);

/** Rows, columns of the logits, which of them are numbers. */
const layouts = [
  [1, 1, [0]],
  [5, 17, [16, 0]],
  [33, 40, [3, 15, 16, 17, 31, 39]],
  [7, 107, [106]],
] as const;

const reconstructions = layouts.flatMap(([rows, cols, columns]) =>
  [false, true].flatMap((accumulate) =>
    operationCase(
      'gaussianReconstruction',
      `${columns.length} of ${rows}×${cols}${accumulate ? ', accumulate' : ''}`,
      (define) => {
        const fields = {
          logits: define.input('logits', rows, cols, { range: [-2, 2] }),
          x: define.input('x', rows, columns.length),
          sigma: define.input('sigma', 1, columns.length, { range: [0.3, 1] }),
          loss: accumulate ? define.state('loss', rows, 1) : define.output('loss', rows, 1),
          // The other columns stay as they are.
          gradient: define.state('gradient', rows, cols),
          sigmaGradient: define.output('sigmaGradient', 1, columns.length),
        };
        return (op) => op.gaussianReconstruction({ ...fields, columns, scale: 2 / rows, accumulate });
      },
    ),
  ),
);

export const variationalCases: readonly OperationCase[] = [...drawnCodes, ...backward, ...reconstructions];
