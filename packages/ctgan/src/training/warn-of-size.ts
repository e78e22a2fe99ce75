import type { MethodFitContext } from '@cvd/core';
import { criticParameters, generatorParameters, type NetworkShape } from '../program/parameters.js';

/** Weights from which on a warning says what they cost: 20 million are 80 MB in a model file and 320 MB while training. */
const MANY = 20_000_000;

/**
 * Says so where the networks are large for their categories: every category is an input of every layer and an output of the last,
 * so weights grow with the square of their number.
 */
export const warnOfSize = (shape: NetworkShape, { warn }: Pick<MethodFitContext<unknown>, 'warn'>): void => {
  const size = (parameters: readonly { readonly rows: number; readonly cols: number }[]): number =>
    parameters.reduce((sum, { rows, cols }) => sum + rows * cols, 0);
  const [generator, critic] = [size(generatorParameters(shape)), size(criticParameters(shape))];
  if (generator + critic < MANY) return;
  const megabytes = (weights: number): string => `${Math.round((4 * weights) / 1e6).toLocaleString('en')} MB`;
  warn({
    code: 'large-network',
    message: `The ${shape.conditionWidth.toLocaleString('en')} categories of all columns make networks of ${Math.round((generator + critic) / 1e6)} million weights: ${megabytes(4 * (generator + critic))} while training, ${megabytes(generator)} in the model file. Raise rareBelow, or leave out the columns with most categories.`,
  });
};
