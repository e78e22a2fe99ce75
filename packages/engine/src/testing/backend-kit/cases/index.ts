import type { OperationCase } from '../operation-case.js';
import { adamCases } from './adam.js';
import { batchNormCases } from './batch-norm.js';
import { elementwiseCases } from './elementwise.js';
import { matrixProductCases } from './matrix-products.js';
import { randomFillCases } from './random-fills.js';
import { reductionCases } from './reductions.js';
import { spanCases } from './spans.js';
import { variationalCases } from './variational.js';

/** Every operation on awkward shapes. */
export const operationCases: readonly OperationCase[] = [
  ...matrixProductCases,
  ...elementwiseCases,
  ...reductionCases,
  ...batchNormCases,
  ...spanCases,
  ...variationalCases,
  ...randomFillCases,
  ...adamCases,
];
