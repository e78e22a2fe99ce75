import type { RandomSource, Tensor } from '@cvd/core';
import { FIRST_SIGMA, type ParameterSpec, parametersOf, SIGMA } from './parameters.js';
import type { Shape } from './shape.js';

/** Uniform in ±1/√inputs, weights and biases alike: what PyTorch's Linear starts from (He et al. 2015 with a = √5). */
const drawn = ({ name, rows, cols, fanIn }: ParameterSpec, random: RandomSource): Float32Array => {
  const bound = 1 / Math.sqrt(fanIn);
  const uniforms = new Float64Array(rows * cols);
  random.child(name).uniformsInto(uniforms, 0);
  return Float32Array.from(uniforms, (u) => (2 * u - 1) * bound);
};

/** The weights that a training begins with, by name. */
export const firstWeights = (shape: Shape, random: RandomSource): Record<string, Tensor> =>
  Object.fromEntries(
    parametersOf(shape).map((spec) => {
      const { name, rows, cols } = spec;
      const data = name === SIGMA ? new Float32Array(cols).fill(FIRST_SIGMA) : drawn(spec, random);
      if (name === 'encoder/hidden-1/choices')
        for (const row of shape.scalars) data.fill(0, row * cols, (row + 1) * cols);
      return [name, { dtype: 'F32', shape: [rows, cols], data }];
    }),
  );
