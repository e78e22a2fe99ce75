import type { RandomSource } from '@cvd/core';
import { initialWeights, type Snapshot } from '@cvd/engine';
import { parametersOf } from './parameters.js';
import type { Shape } from './shape.js';

const CHOICES = 'encoder/hidden-1/choices';

/** The weights that a training begins with, by name. Rows of the first layer that no choice can ask for are zero. */
export const firstWeights = (shape: Shape, random: RandomSource): Snapshot => {
  const weights = initialWeights(parametersOf(shape), random);
  const columns = weights[CHOICES]!.shape[1]!;
  const data = weights[CHOICES]!.data as Float32Array;
  for (const row of shape.scalars) data.fill(0, row * columns, (row + 1) * columns);
  return weights;
};
