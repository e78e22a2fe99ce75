import type { View } from '../../../program/view.js';
import { type CaseBuilder, type OperationCase, operationCase } from '../operation-case.js';
import { shapes } from './shapes.js';

/** The output as a buffer of its own, or in the place of the first or the second input. */
const places = ['apart', 'in place of a', 'in place of b'] as const;

/** Two inputs and where their output goes. */
const twoInputs = (
  define: CaseBuilder,
  rows: number,
  cols: number,
  place: (typeof places)[number],
): { a: View; b: View; out: View } => {
  const a = place === 'in place of a' ? define.state('a', rows, cols) : define.input('a', rows, cols);
  const b = place === 'in place of b' ? define.state('b', rows, cols) : define.input('b', rows, cols);
  const out = place === 'apart' ? define.output('out', rows, cols) : place === 'in place of a' ? a : b;
  return { a, b, out };
};

const fills = shapes.flatMap(([rows, cols]) =>
  operationCase('fill', `${rows}×${cols}`, (define) => {
    const out = define.output('out', rows, cols);
    return (op) => op.fill({ out, value: -1.5 });
  }),
);

const pairs = shapes.flatMap(([rows, cols]) =>
  places.flatMap((place) => [
    ...operationCase('add', `${rows}×${cols}, ${place}`, (define) => {
      const views = twoInputs(define, rows, cols, place);
      return (op) => op.add({ ...views, scaleA: 0.75, scaleB: -2 });
    }),
    ...operationCase('multiply', `${rows}×${cols}, ${place}`, (define) => {
      const views = twoInputs(define, rows, cols, place);
      return (op) => op.multiply(views);
    }),
    ...operationCase('mixRows', `${rows}×${cols}, ${place}`, (define) => {
      const views = twoInputs(define, rows, cols, place);
      const weight = define.input('weight', rows, 1, { range: [0, 1] });
      return (op) => op.mixRows({ ...views, weight });
    }),
  ]),
);

const scaled = shapes.flatMap(([rows, cols]) =>
  [false, true].flatMap((inPlace) =>
    operationCase('scaleRows', `${rows}×${cols}${inPlace ? ', in place' : ''}`, (define) => {
      const x = inPlace ? define.state('x', rows, cols) : define.input('x', rows, cols);
      const scale = define.input('scale', rows, 1, { zeros: 0.2 });
      const out = inPlace ? x : define.output('out', rows, cols);
      return (op) => op.scaleRows({ out, x, scale });
    }),
  ),
);

const clamped = shapes.flatMap(([rows, cols]) =>
  operationCase('clamp', `${rows}×${cols}`, (define) => {
    const x = define.state('x', rows, cols);
    return (op) => op.clamp({ x, low: -0.25, high: 0.5 });
  }),
);

const halfOpen = operationCase('clamp', 'from 0 to infinity', (define) => {
  const x = define.state('x', 5, 17, { range: [-1e30, 1e30] });
  return (op) => op.clamp({ x, low: 0, high: Number.POSITIVE_INFINITY });
});

const rectified = shapes.flatMap(([rows, cols]) =>
  (['apart', 'in place of gradient', 'in place of output'] as const).flatMap((place) =>
    operationCase('reluBackward', `${rows}×${cols}, ${place}`, (define) => {
      const zeros = { range: [0, 1], zeros: 0.4 } as const;
      const gradient =
        place === 'in place of gradient' ? define.state('gradient', rows, cols) : define.input('gradient', rows, cols);
      const output =
        place === 'in place of output'
          ? define.state('output', rows, cols, zeros)
          : define.input('output', rows, cols, zeros);
      const apart = place === 'apart' ? define.output('out', rows, cols) : null;
      const out = apart ?? (place === 'in place of gradient' ? gradient : output);
      return (op) => op.reluBackward({ out, gradient, output });
    }),
  ),
);

const leaky = shapes.flatMap(([rows, cols]) =>
  [0, 0.3, 0.5].flatMap((rate) =>
    [false, true].flatMap((inPlace) =>
      operationCase(
        'leakyDropout',
        `${rows}×${cols}, rate ${rate}${inPlace ? ', in place' : ''}`,
        (define) => {
          const x = inPlace ? define.state('x', rows, cols) : define.input('x', rows, cols, { zeros: 0.1 });
          const factor = define.output('factor', rows, cols);
          const out = inPlace ? x : define.output('out', rows, cols);
          return (op) => op.leakyDropout({ out, factor, x, slope: 0.2, rate, noise: define.stream() });
        },
        { clock: { step: 12_345 } },
      ),
    ),
  ),
);

const givenLeaky = operationCase('leakyDropout', 'uniforms given', (define) => {
  const x = define.input('x', 6, 33);
  const noise = { kind: 'given', values: define.input('uniforms', 6, 33, { range: [0, 1] }) } as const;
  const factor = define.output('factor', 6, 33);
  const out = define.output('out', 6, 33);
  return (op) => op.leakyDropout({ out, factor, x, slope: 0.2, rate: 0.5, noise });
});

export const elementwiseCases: readonly OperationCase[] = [
  ...fills,
  ...pairs,
  ...scaled,
  ...clamped,
  ...halfOpen,
  ...rectified,
  ...leaky,
  ...givenLeaky,
];
