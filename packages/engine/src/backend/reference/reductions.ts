import type { GradientPenalty, SquaredNorms, Sum, SumRows } from '../../program/operation.js';
import type { RunContext } from './context.js';

export const sumRows = ({ out, x, scale, accumulate }: SumRows, { memory }: RunContext): void => {
  const sums = memory.real(out).values;
  const source = memory.real(x);
  for (let c = 0; c < source.cols; c++) {
    let sum = 0;
    for (let r = 0; r < source.rows; r++) sum += source.values[r * source.cols + c]!;
    sums[c] = (accumulate ? sums[c]! : 0) + scale * sum;
  }
};

export const sum = ({ out, x, scale, accumulate }: Sum, { memory }: RunContext): void => {
  const total = memory.real(out).values;
  let added = 0;
  for (const value of memory.real(x).values) added += value;
  total[0] = (accumulate ? total[0]! : 0) + scale * added;
};

export const squaredNorms = ({ out, x, accumulate }: SquaredNorms, { memory }: RunContext): void => {
  const norms = memory.real(out);
  const source = memory.real(x);
  if (!accumulate) norms.values.fill(0);
  for (let r = 0; r < source.rows; r++) {
    for (let c = 0; c < source.cols; c++) norms.values[r % norms.rows]! += source.values[r * source.cols + c]! ** 2;
  }
};

export const gradientPenalty = (
  { squaredNorms: norms, coefficient, loss, lambda }: GradientPenalty,
  { memory }: RunContext,
): void => {
  const { values, rows: groups } = memory.real(norms);
  const coefficients = memory.real(coefficient).values;
  let sum = 0;
  for (let g = 0; g < groups; g++) {
    const norm = Math.sqrt(values[g]!);
    sum += (norm - 1) ** 2;
    coefficients[g] = norm === 0 ? 0 : ((2 * lambda) / groups) * (1 - 1 / norm);
  }
  memory.real(loss).values[0] = (lambda / groups) * sum;
};
