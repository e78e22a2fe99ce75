import type { BatchNorm, BatchNormBackward } from '../../program/operation.js';
import type { RunContext } from './context.js';

export const batchNorm = (
  { out, x, gamma, beta, mean, variance, epsilon, activation }: BatchNorm,
  { memory }: RunContext,
): void => {
  const y = memory.real(out).values;
  const { values, rows, cols } = memory.real(x);
  const gammas = memory.real(gamma).values;
  const betas = memory.real(beta).values;
  const means = memory.real(mean).values;
  const variances = memory.real(variance).values;
  for (let c = 0; c < cols; c++) {
    let sum = 0;
    for (let r = 0; r < rows; r++) sum += values[r * cols + c]!;
    const average = sum / rows;
    let squares = 0;
    for (let r = 0; r < rows; r++) squares += (values[r * cols + c]! - average) ** 2;
    means[c] = average;
    variances[c] = squares / rows;
    const scale = gammas[c]! / Math.sqrt(squares / rows + epsilon);
    for (let r = 0; r < rows; r++) {
      const value = scale * (values[r * cols + c]! - average) + betas[c]!;
      y[r * cols + c] = activation === 'relu' ? Math.max(0, value) : value;
    }
  }
};

/**
 * With x̂ = (x − μ)/√(σ² + ε) and dy the gradient behind the activation's mask:
 * ∂β = Σ dy, ∂γ = Σ dy·x̂, ∂x = γ/√(σ² + ε) · (dy − ∂β/R − x̂·∂γ/R).
 */
export const batchNormBackward = (operation: BatchNormBackward, { memory }: RunContext): void => {
  const { epsilon, activation } = operation;
  const dx = memory.real(operation.out).values;
  const gradient = memory.real(operation.gradient).values;
  const output = memory.real(operation.output).values;
  const { values, rows, cols } = memory.real(operation.x);
  const gammas = memory.real(operation.gamma).values;
  const means = memory.real(operation.mean).values;
  const variances = memory.real(operation.variance).values;
  const gammaGradient = memory.real(operation.gammaGradient).values;
  const betaGradient = memory.real(operation.betaGradient).values;
  for (let c = 0; c < cols; c++) {
    const inverse = 1 / Math.sqrt(variances[c]! + epsilon);
    const masked = (at: number): number => (activation === 'none' || output[at]! > 0 ? gradient[at]! : 0);
    const normalised = (at: number): number => (values[at]! - means[c]!) * inverse;
    let forBeta = 0;
    let forGamma = 0;
    for (let at = c; at < rows * cols; at += cols) {
      forBeta += masked(at);
      forGamma += masked(at) * normalised(at);
    }
    betaGradient[c] = forBeta;
    gammaGradient[c] = forGamma;
    for (let at = c; at < rows * cols; at += cols) {
      dx[at] = gammas[c]! * inverse * (masked(at) - forBeta / rows - (normalised(at) * forGamma) / rows);
    }
  }
};
