import type { Noise, Operation, OperationKind } from './operation.js';
import type { View } from './view.js';

/** A size as operations name it: a letter that has one value within an operation, or a number. */
export type Size = string | number;

/** One view that an operation works on. */
export interface Operand {
  /** Where it stands in the operation, such as 'out' or 'terms[1].a'. */
  readonly field: string;
  readonly view: View;
  /** 'update' where what was there before counts, as with `accumulate`. */
  readonly access: 'read' | 'write' | 'update';
  readonly rows: Size;
  readonly cols: Size;
  readonly type: 'f32' | 'i32';
}

type Entry = Operand | null | readonly Operand[];

const operand =
  (access: Operand['access'], type: Operand['type']) =>
  (field: string, view: View | null, rows: Size, cols: Size): Operand | null =>
    view && { field, view, access, rows, cols, type };

const read = operand('read', 'f32');
const readIntegers = operand('read', 'i32');
const write = operand('write', 'f32');
const writeIntegers = operand('write', 'i32');
const update = operand('update', 'f32');
const into = (accumulate: boolean) => (accumulate ? update : write);

/** What noise reads for an operation whose random numbers have this shape. */
const readNoise = (noise: Noise | null, rows: Size, cols: Size): Operand | null => {
  if (noise === null) return null;
  return noise.kind === 'given'
    ? read('noise.values', noise.values, rows, cols)
    : readIntegers('noise.rows', noise.rows ?? null, rows, 2);
};

type Describe = {
  readonly [Kind in OperationKind]: (operation: Extract<Operation, { kind: Kind }>) => readonly Entry[];
};

const describe: Describe = {
  matmul: ({ out, terms, transposeA, transposeB, bias, accumulate }) => [
    into(accumulate)('out', out, 'R', 'C'),
    ...terms.flatMap(({ a, b }, i) => {
      // Each term has an inner dimension of its own.
      const inner = `K${i}`;
      return [
        transposeA ? read(`terms[${i}].a`, a, inner, 'R') : read(`terms[${i}].a`, a, 'R', inner),
        transposeB ? read(`terms[${i}].b`, b, 'C', inner) : read(`terms[${i}].b`, b, inner, 'C'),
      ];
    }),
    read('bias', bias, 1, 'C'),
  ],
  gatherRows: ({ out, table, indices, values, bias, accumulate }) => [
    into(accumulate)('out', out, 'R', 'C'),
    read('table', table, 'T', 'C'),
    readIntegers('indices', indices, 'R', 'J'),
    read('values', values, 'R', 'J'),
    read('bias', bias, 1, 'C'),
  ],
  scatterRows: ({ table, x, indices, values, accumulate }) => [
    into(accumulate)('table', table, 'T', 'C'),
    read('x', x, 'R', 'C'),
    readIntegers('indices', indices, 'R', 'J'),
    read('values', values, 'R', 'J'),
  ],
  transpose: ({ out, x }) => [write('out', out, 'C', 'R'), read('x', x, 'R', 'C')],
  fill: ({ out }) => [write('out', out, 'R', 'C')],
  add: ({ out, a, b }) => [write('out', out, 'R', 'C'), read('a', a, 'R', 'C'), read('b', b, 'R', 'C')],
  multiply: ({ out, a, b }) => [write('out', out, 'R', 'C'), read('a', a, 'R', 'C'), read('b', b, 'R', 'C')],
  mixRows: ({ out, a, b, weight }) => [
    write('out', out, 'R', 'C'),
    read('a', a, 'R', 'C'),
    read('b', b, 'R', 'C'),
    read('weight', weight, 'R', 1),
  ],
  scaleRows: ({ out, x, scale }) => [write('out', out, 'R', 'C'), read('x', x, 'R', 'C'), read('scale', scale, 'R', 1)],
  clamp: ({ x }) => [update('x', x, 'R', 'C')],
  reluBackward: ({ out, gradient, output }) => [
    write('out', out, 'R', 'C'),
    read('gradient', gradient, 'R', 'C'),
    read('output', output, 'R', 'C'),
  ],
  leakyDropout: ({ out, factor, x, noise }) => [
    write('out', out, 'R', 'C'),
    write('factor', factor, 'R', 'C'),
    read('x', x, 'R', 'C'),
    readNoise(noise, 'R', 'C'),
  ],
  sumRows: ({ out, x, accumulate }) => [into(accumulate)('out', out, 1, 'C'), read('x', x, 'R', 'C')],
  sum: ({ out, x, accumulate }) => [into(accumulate)('out', out, 1, 1), read('x', x, 'R', 'C')],
  squaredNorms: ({ out, x, accumulate }) => [into(accumulate)('out', out, 'G', 1), read('x', x, 'R', 'C')],
  gradientPenalty: ({ squaredNorms, coefficient, loss }) => [
    read('squaredNorms', squaredNorms, 'G', 1),
    write('coefficient', coefficient, 'G', 1),
    write('loss', loss, 1, 1),
  ],
  batchNorm: ({ out, x, gamma, beta, mean, variance }) => [
    write('out', out, 'R', 'C'),
    read('x', x, 'R', 'C'),
    read('gamma', gamma, 1, 'C'),
    read('beta', beta, 1, 'C'),
    write('mean', mean, 1, 'C'),
    write('variance', variance, 1, 'C'),
  ],
  batchNormBackward: ({ out, gradient, output, x, gamma, mean, variance, gammaGradient, betaGradient }) => [
    write('out', out, 'R', 'C'),
    read('gradient', gradient, 'R', 'C'),
    read('output', output, 'R', 'C'),
    read('x', x, 'R', 'C'),
    read('gamma', gamma, 1, 'C'),
    read('mean', mean, 1, 'C'),
    read('variance', variance, 1, 'C'),
    write('gammaGradient', gammaGradient, 1, 'C'),
    write('betaGradient', betaGradient, 1, 'C'),
  ],
  spanActivation: ({ out, logits, noise }) => [
    write('out', out, 'R', 'C'),
    read('logits', logits, 'R', 'C'),
    readNoise(noise, 'R', 'C'),
  ],
  spanActivationBackward: ({ out, gradient, output }) => [
    write('out', out, 'R', 'C'),
    read('gradient', gradient, 'R', 'C'),
    read('output', output, 'R', 'C'),
  ],
  crossEntropy: ({ logits, targets, loss, gradient, accumulate }) => [
    read('logits', logits, 'R', 'C'),
    readIntegers('targets', targets, 'R', 'J'),
    write('loss', loss, 'R', 1),
    into(accumulate)('gradient', gradient, 'R', 'C'),
  ],
  sampleSpans: ({ logits, spans, codes, scalars, noise }) => {
    const choices = spans.filter(({ activation }) => activation === 'softmax').length;
    return [
      read('logits', logits, 'R', 'C'),
      writeIntegers('codes', codes, 'R', choices),
      write('scalars', scalars, 'R', spans.length - choices),
      readNoise(noise, 'R', choices),
    ];
  },
  reparameterize: ({ out, epsilon, mean, logVariance, noise }) => [
    write('out', out, 'R', 'C'),
    write('epsilon', epsilon, 'R', 'C'),
    read('mean', mean, 'R', 'C'),
    read('logVariance', logVariance, 'R', 'C'),
    readNoise(noise, 'R', 'C'),
  ],
  latentBackward: ({ mean, logVariance, epsilon, gradient, meanGradient, logVarianceGradient, loss }) => [
    read('mean', mean, 'R', 'C'),
    read('logVariance', logVariance, 'R', 'C'),
    read('epsilon', epsilon, 'R', 'C'),
    read('gradient', gradient, 'R', 'C'),
    write('meanGradient', meanGradient, 'R', 'C'),
    write('logVarianceGradient', logVarianceGradient, 'R', 'C'),
    write('loss', loss, 'R', 1),
  ],
  gaussianReconstruction: ({ logits, x, columns, sigma, loss, gradient, sigmaGradient, accumulate }) => [
    read('logits', logits, 'R', 'C'),
    read('x', x, 'R', columns.length),
    read('sigma', sigma, 1, columns.length),
    into(accumulate)('loss', loss, 'R', 1),
    update('gradient', gradient, 'R', 'C'),
    write('sigmaGradient', sigmaGradient, 1, columns.length),
  ],
  uniform: ({ out, noise }) => [write('out', out, 'R', 'C'), readNoise(noise, 'R', 'C')],
  normal: ({ out, noise }) => [write('out', out, 'R', 'C'), readNoise(noise, 'R', 'C')],
  adam: ({ parameter, gradient, m, v, rates }) => [
    update('parameter', parameter, 'R', 'C'),
    read('gradient', gradient, 'R', 'C'),
    update('m', m, 'R', 'C'),
    update('v', v, 'R', 'C'),
    read('rates', rates, 1, 2),
  ],
};

/** Every view of an operation, with what it does to it and the shape it needs. */
export const operandsOf = (operation: Operation): readonly Operand[] => {
  const entries = (describe[operation.kind] as (operation: Operation) => readonly Entry[])(operation);
  return entries.flat().filter((entry) => entry !== null);
};

/** The field of its random numbers, where the operation has one. */
export const noiseOf = (operation: Operation): Noise | null => ('noise' in operation ? operation.noise : null);
