import * as codes from '../../../assembly/codes.js';
import type {
  BatchNorm,
  BatchNormBackward,
  GradientPenalty,
  SquaredNorms,
  Sum,
  SumRows,
} from '../../program/operation.js';
import { type Matrix, panelsOf } from '../matrix.js';
import type { LoweringContext } from './context.js';
import { accessesOf, evenShares, firstOnly } from './shares.js';
import { words } from './words.js';

const flag = (accumulate: boolean): number => (accumulate ? codes.ACCUMULATE : 0);

export const emitSumRows = (
  out: Matrix,
  x: Matrix,
  scale: number,
  accumulate: boolean,
  { threads, emit }: LoweringContext,
): void => {
  const shares = evenShares(panelsOf(x.cols), threads);
  const cut = accessesOf(shares);
  emit({
    code: codes.SUM_ROWS,
    shares,
    args: words().int(x.rows, flag(accumulate)).matrix(out, x).real(scale),
    accesses: [cut.panels(out, true), cut.panels(x)],
  });
};

export const lowerSumRows = ({ out, x, scale, accumulate }: SumRows, context: LoweringContext): void =>
  emitSumRows(context.matrix(out), context.matrix(x), scale, accumulate, context);

export const lowerSum = (operation: Sum, { matrix, threads, emit }: LoweringContext): void => {
  const out = matrix(operation.out);
  const x = matrix(operation.x);
  const shares = firstOnly(threads);
  const cut = accessesOf(shares);
  emit({
    code: codes.SUM,
    shares,
    args: words().int(x.rows, flag(operation.accumulate)).matrix(out, x).real(operation.scale).int(panelsOf(x.cols)),
    accesses: [cut.all(out, true), cut.all(x)],
  });
};

export const lowerSquaredNorms = (operation: SquaredNorms, { matrix, threads, emit }: LoweringContext): void => {
  const out = matrix(operation.out);
  const x = matrix(operation.x);
  const shares = evenShares(out.rows, threads);
  const cut = accessesOf(shares);
  emit({
    code: codes.SQUARED_NORMS,
    shares,
    args: words().int(x.rows, flag(operation.accumulate)).matrix(out, x).int(panelsOf(x.cols), out.rows),
    accesses: [cut.rows(out, true), cut.all(x)],
  });
};

export const lowerGradientPenalty = (operation: GradientPenalty, { matrix, threads, emit }: LoweringContext): void => {
  const norms = matrix(operation.squaredNorms);
  const coefficient = matrix(operation.coefficient);
  const loss = matrix(operation.loss);
  const shares = firstOnly(threads);
  const cut = accessesOf(shares);
  emit({
    code: codes.GRADIENT_PENALTY,
    shares,
    args: words().int(norms.rows).real(operation.lambda).matrix(norms, coefficient, loss),
    accesses: [cut.all(norms), cut.all(coefficient, true), cut.all(loss, true)],
  });
};

const relu = (activation: 'none' | 'relu'): number => (activation === 'relu' ? codes.RELU : 0);

export const lowerBatchNorm = (operation: BatchNorm, { matrix, threads, emit }: LoweringContext): void => {
  const written = [operation.out, operation.mean, operation.variance].map(matrix);
  const read = [operation.x, operation.gamma, operation.beta].map(matrix);
  const [out, mean, variance] = written as [Matrix, Matrix, Matrix];
  const [x, gamma, beta] = read as [Matrix, Matrix, Matrix];
  const shares = evenShares(panelsOf(x.cols), threads);
  const cut = accessesOf(shares);
  emit({
    code: codes.BATCH_NORM,
    shares,
    args: words()
      .int(x.rows, relu(operation.activation))
      .matrix(out, x, gamma, beta, mean, variance)
      .real(operation.epsilon),
    accesses: [...written.map((m) => cut.panels(m, true)), ...read.map((m) => cut.panels(m))],
  });
};

export const lowerBatchNormBackward = (
  operation: BatchNormBackward,
  { matrix, threads, emit }: LoweringContext,
): void => {
  const { out, gradient, output, x, gamma, mean, variance, gammaGradient, betaGradient } = operation;
  const shares = evenShares(panelsOf(x.cols), threads);
  const cut = accessesOf(shares);
  emit({
    code: codes.BATCH_NORM_BACKWARD,
    shares,
    args: words()
      .int(x.rows, relu(operation.activation))
      .matrix(...[out, gradient, output, x, gamma, mean, variance, gammaGradient, betaGradient].map(matrix))
      .real(operation.epsilon),
    accesses: [
      ...[out, gammaGradient, betaGradient].map((view) => cut.panels(matrix(view), true)),
      ...[gradient, output, x, gamma, mean, variance].map((view) => cut.panels(matrix(view))),
    ],
  });
};
