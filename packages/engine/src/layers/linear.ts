import type { Matmul } from '../program/operation.js';
import type { Recorder } from '../program/recorder.js';
import type { View } from '../program/view.js';

/** A layer's weights, or the gradients of them: K×C and 1×C. */
export interface LinearViews {
  readonly weight: View;
  readonly bias: View;
}

/** out[R×C] = activation(x[R×K] · weight + bias). */
export const linearForward = (
  op: Recorder,
  { weight, bias }: LinearViews,
  x: View,
  out: View,
  activation: Matmul['activation'] = 'none',
): void => op.matmul({ out, terms: [{ a: x, b: weight }], bias, activation });

/** Gradients of a layer's weights and bias from that of what it put out (R×C, before its activation): xᵀ · g and Σᵣ g. */
export const linearBackward = (op: Recorder, gradients: LinearViews, x: View, outGradient: View): void => {
  op.matmul({ out: gradients.weight, terms: [{ a: x, b: outGradient }], transposeA: true });
  op.sumRows({ out: gradients.bias, x: outGradient });
};

/**
 * Gradient of what several layers read (R×K): the sum over them of g · weightᵀ. A ReLU that made it comes after, by
 * `reluBackward`; a mask by `multiply`.
 */
export const linearInputGradient = (
  op: Recorder,
  out: View,
  readers: readonly { readonly outGradient: View; readonly weight: View }[],
): void =>
  op.matmul({
    out,
    terms: readers.map(({ outGradient, weight }) => ({ a: outGradient, b: weight })),
    transposeB: true,
  });
