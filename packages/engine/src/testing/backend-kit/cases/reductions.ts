import { type OperationCase, operationCase } from '../operation-case.js';
import { shapes } from './shapes.js';

const flags = [false, true] as const;

const sums = shapes.flatMap(([rows, cols]) =>
  flags.flatMap((accumulate) => [
    ...operationCase('sumRows', `${rows}×${cols}${accumulate ? ', accumulate' : ''}`, (define) => {
      const x = define.input('x', rows, cols);
      const out = accumulate ? define.state('out', 1, cols) : define.output('out', 1, cols);
      return (op) => op.sumRows({ out, x, scale: 1 / rows, accumulate });
    }),
    ...operationCase('sum', `${rows}×${cols}${accumulate ? ', accumulate' : ''}`, (define) => {
      const x = define.input('x', rows, cols);
      const out = accumulate ? define.state('out', 1, 1) : define.output('out', 1, 1);
      return (op) => op.sum({ out, x, scale: -1 / rows, accumulate });
    }),
  ]),
);

/** Groups, rows, columns. */
const norms = [
  [1, 1, 1],
  [1, 6, 17],
  [5, 5, 16],
  [10, 50, 31],
  [7, 21, 107],
] as const;

const squared = norms.flatMap(([groups, rows, cols]) =>
  flags.flatMap((accumulate) =>
    operationCase('squaredNorms', `${groups} of ${rows}×${cols}${accumulate ? ', accumulate' : ''}`, (define) => {
      const x = define.input('x', rows, cols);
      const out = accumulate ? define.state('out', groups, 1, { range: [0, 1] }) : define.output('out', groups, 1);
      return (op) => op.squaredNorms({ out, x, accumulate });
    }),
  ),
);

const penalties = [1, 2, 15, 16, 17, 50].flatMap((groups) =>
  operationCase('gradientPenalty', `${groups} groups, some of norm 0`, (define) => {
    const squaredNorms = define.input('squaredNorms', groups, 1, { range: [0.05, 4], zeros: 0.3 });
    const coefficient = define.output('coefficient', groups, 1);
    const loss = define.output('loss', 1, 1);
    return (op) => op.gradientPenalty({ squaredNorms, coefficient, loss, lambda: 10 });
  }),
);

const zero = operationCase('gradientPenalty', 'one group of norm 0', (define) => {
  const squaredNorms = define.input('squaredNorms', 1, 1, Float32Array.of(0));
  const coefficient = define.output('coefficient', 1, 1);
  const loss = define.output('loss', 1, 1);
  return (op) => op.gradientPenalty({ squaredNorms, coefficient, loss, lambda: 10 });
});

export const reductionCases: readonly OperationCase[] = [...sums, ...squared, ...penalties, ...zero];
