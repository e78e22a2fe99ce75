import type { Operation, OperationKind } from '../../program/operation.js';
import type { LoweringContext } from './context.js';
import {
  lowerAdam,
  lowerAdd,
  lowerClamp,
  lowerFill,
  lowerLeakyDropout,
  lowerMixRows,
  lowerMultiply,
  lowerNormal,
  lowerReluBackward,
  lowerReparameterize,
  lowerScaleRows,
  lowerUniform,
} from './elementwise.js';
import { lowerGatherRows, lowerMatmul, lowerScatterRows, lowerTranspose } from './matrix-products.js';
import {
  lowerBatchNorm,
  lowerBatchNormBackward,
  lowerGradientPenalty,
  lowerSquaredNorms,
  lowerSum,
  lowerSumRows,
} from './reductions.js';
import {
  lowerCrossEntropy,
  lowerGaussianReconstruction,
  lowerLatentBackward,
  lowerSampleSpans,
  lowerSpanActivation,
  lowerSpanActivationBackward,
} from './spans.js';

type Lowering = {
  readonly [Kind in OperationKind]: (operation: Extract<Operation, { kind: Kind }>, context: LoweringContext) => void;
};

const lowering: Lowering = {
  matmul: lowerMatmul,
  gatherRows: lowerGatherRows,
  scatterRows: lowerScatterRows,
  transpose: lowerTranspose,
  fill: lowerFill,
  add: lowerAdd,
  multiply: lowerMultiply,
  mixRows: lowerMixRows,
  scaleRows: lowerScaleRows,
  clamp: lowerClamp,
  reluBackward: lowerReluBackward,
  leakyDropout: lowerLeakyDropout,
  sumRows: lowerSumRows,
  sum: lowerSum,
  squaredNorms: lowerSquaredNorms,
  gradientPenalty: lowerGradientPenalty,
  batchNorm: lowerBatchNorm,
  batchNormBackward: lowerBatchNormBackward,
  spanActivation: lowerSpanActivation,
  spanActivationBackward: lowerSpanActivationBackward,
  crossEntropy: lowerCrossEntropy,
  sampleSpans: lowerSampleSpans,
  reparameterize: lowerReparameterize,
  latentBackward: lowerLatentBackward,
  gaussianReconstruction: lowerGaussianReconstruction,
  uniform: lowerUniform,
  normal: lowerNormal,
  adam: lowerAdam,
};

/** Emits the records of an operation. */
export const lowerOperation = <Kind extends OperationKind>(
  operation: Extract<Operation, { kind: Kind }>,
  context: LoweringContext,
): void => lowering[operation.kind as Kind](operation, context);
