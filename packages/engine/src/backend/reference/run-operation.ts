import type { Operation, OperationKind } from '../../program/operation.js';
import { adam } from './adam.js';
import { batchNorm, batchNormBackward } from './batch-norm.js';
import type { RunContext } from './context.js';
import { add, clamp, fill, leakyDropout, mixRows, multiply, reluBackward, scaleRows } from './elementwise.js';
import { gatherRows, matmul, scatterRows, transpose } from './matrix-products.js';
import { normal, uniform } from './random-fills.js';
import { gradientPenalty, squaredNorms, sum, sumRows } from './reductions.js';
import { crossEntropy, sampleSpans, spanActivation, spanActivationBackward } from './spans.js';
import { gaussianReconstruction, latentBackward, reparameterize } from './variational.js';

type Implementations = {
  readonly [Kind in OperationKind]: (operation: Extract<Operation, { kind: Kind }>, context: RunContext) => void;
};

const implementations: Implementations = {
  matmul,
  gatherRows,
  scatterRows,
  transpose,
  fill,
  add,
  multiply,
  mixRows,
  scaleRows,
  clamp,
  reluBackward,
  leakyDropout,
  sumRows,
  sum,
  squaredNorms,
  gradientPenalty,
  batchNorm,
  batchNormBackward,
  spanActivation,
  spanActivationBackward,
  crossEntropy,
  sampleSpans,
  reparameterize,
  latentBackward,
  gaussianReconstruction,
  uniform,
  normal,
  adam,
};

export const runOperation = (operation: Operation, context: RunContext): void => {
  const run = implementations[operation.kind] as (operation: Operation, context: RunContext) => void;
  run(operation, context);
};
