import type { ProgramBuilder } from '../program/builder.js';
import type { Recorder } from '../program/recorder.js';
import type { View } from '../program/view.js';

/** A parameter with what its optimizer needs; every view has the parameter's shape. */
export interface Trained {
  readonly parameter: View;
  readonly gradient: View;
  /** Moments, of role `state`: they are saved with a checkpoint and put back with it. */
  readonly m: View;
  readonly v: View;
}

export interface AdamOptions {
  /** Decay of the mean of gradients; at least 0, below 1. @default 0.9 */
  readonly beta1?: number;
  /** Decay of the mean of squared gradients; at least 0, below 1. @default 0.999 */
  readonly beta2?: number;
  /** @default 1e-8 */
  readonly epsilon?: number;
  /** Added to the gradient as weightDecay × parameter (L2, not decoupled). @default 0 */
  readonly weightDecay?: number;
}

/** Declares '<name>/gradient', '<name>/m' and '<name>/v' for a parameter of that name. */
export const declareTrained = (define: ProgramBuilder, name: string, parameter: View): Trained => ({
  parameter,
  gradient: define.scratch(`${name}/gradient`, parameter.rows, parameter.cols),
  m: define.state(`${name}/m`, parameter.rows, parameter.cols),
  v: define.state(`${name}/v`, parameter.rows, parameter.cols),
});

/**
 * Records one step of Adam on each parameter. All there is of the optimizer are its buffers: nothing is kept elsewhere.
 * @param rates - 1×2, an input: {@link adamRates} of the step
 * Source: Kingma and Ba, "Adam: a method for stochastic optimization", 2015, algorithm 1, with the corrections of the
 * moments' start drawn into the rates as in its section 2.
 */
export const adamStep = (
  op: Recorder,
  trained: readonly Trained[],
  rates: View,
  { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0 }: AdamOptions = {},
): void => {
  for (const one of trained) op.adam({ ...one, rates, beta1, beta2, epsilon, weightDecay });
};

/** base^exponent for a whole number, by squaring: the same operations on every engine, error below 2·log₂(exponent) ulp. */
const power = (base: number, exponent: number): number => {
  let result = 1;
  let square = base;
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square;
    square *= square;
  }
  return result;
};

/**
 * What step number t (from 1) of Adam multiplies by: [rate/(1 − β₁ᵗ), 1/√(1 − β₂ᵗ)], for the input `rates`.
 * @throws {RangeError} for a t that is no whole number from 1
 */
export const adamRates = (
  rate: number,
  t: number,
  { beta1 = 0.9, beta2 = 0.999 }: Pick<AdamOptions, 'beta1' | 'beta2'> = {},
): Float64Array => {
  if (!Number.isSafeInteger(t) || t < 1) throw new RangeError(`Steps of Adam are counted from 1, not ${t}.`);
  return Float64Array.of(rate / (1 - power(beta1, t)), 1 / Math.sqrt(1 - power(beta2, t)));
};
