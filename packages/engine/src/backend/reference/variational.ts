import { exp, log } from '@cvd/core';
import { tanh } from '../../numeric/tanh.js';
import type { GaussianReconstruction, LatentBackward, Reparameterize } from '../../program/operation.js';
import { drawsOf, type RunContext } from './context.js';

export const reparameterize = (
  { out, epsilon, mean, logVariance, noise }: Reparameterize,
  context: RunContext,
): void => {
  const z = context.memory.real(out);
  const normals = context.memory.real(epsilon).values;
  const means = context.memory.real(mean).values;
  const logVariances = context.memory.real(logVariance).values;
  const draws = drawsOf(noise, z.rows, context);
  for (let i = 0; i < z.values.length; i++) {
    normals[i] = draws.normal(Math.floor(i / z.cols), i % z.cols);
    z.values[i] = means[i]! + exp(logVariances[i]! / 2) * normals[i]!;
  }
};

export const latentBackward = (operation: LatentBackward, { memory }: RunContext): void => {
  const { scale } = operation;
  const means = memory.real(operation.mean);
  const logVariances = memory.real(operation.logVariance).values;
  const epsilon = memory.real(operation.epsilon).values;
  const gradient = memory.real(operation.gradient).values;
  const meanGradient = memory.real(operation.meanGradient).values;
  const logVarianceGradient = memory.real(operation.logVarianceGradient).values;
  const losses = memory.real(operation.loss).values;
  for (let r = 0; r < means.rows; r++) {
    let sum = 0;
    for (let i = r * means.cols; i < (r + 1) * means.cols; i++) {
      const m = means.values[i]!;
      const v = logVariances[i]!;
      const dz = gradient[i]!;
      sum += 1 + v - m * m - exp(v);
      logVarianceGradient[i] = (dz * epsilon[i]! * exp(v / 2)) / 2 + (scale / 2) * (exp(v) - 1);
      meanGradient[i] = dz + scale * m;
    }
    losses[r] = (-scale / 2) * sum;
  }
};

export const gaussianReconstruction = (operation: GaussianReconstruction, { memory }: RunContext): void => {
  const { columns, scale, accumulate } = operation;
  const logits = memory.real(operation.logits);
  const x = memory.real(operation.x).values;
  const sigma = memory.real(operation.sigma).values;
  const losses = memory.real(operation.loss).values;
  const gradient = memory.real(operation.gradient).values;
  const sigmaGradient = memory.real(operation.sigmaGradient).values;
  sigmaGradient.fill(0);
  for (let r = 0; r < logits.rows; r++) {
    let sum = 0;
    columns.forEach((column, j) => {
      const at = r * logits.cols + column;
      const t = tanh(logits.values[at]!);
      const s = sigma[j]!;
      const residual = x[r * columns.length + j]! - t;
      sum += residual ** 2 / (2 * s * s) + log(s);
      gradient[at] = ((-scale * residual) / (s * s)) * (1 - t * t);
      sigmaGradient[j]! += scale * (1 / s - residual ** 2 / (s * s * s));
    });
    losses[r] = (accumulate ? losses[r]! : 0) + scale * sum;
  }
};
