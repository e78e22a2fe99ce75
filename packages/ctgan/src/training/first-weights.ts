import type { RandomSource } from '@cvd/core';
import type { Snapshot } from '@cvd/engine';
import type { Parameter } from '../program/parameters.js';

/** What the parameters begin with; each from a source of its own, by name. */
export const firstWeights = (parameters: readonly Parameter[], random: RandomSource): Snapshot =>
  Object.fromEntries(
    parameters.map(({ name, rows, cols, start }) => {
      const data = new Float32Array(rows * cols);
      if ('value' in start) data.fill(start.value);
      else {
        const bound = 1 / Math.sqrt(start.fanIn);
        const uniforms = new Float64Array(data.length);
        random.child(name).uniformsInto(uniforms, 0);
        for (let i = 0; i < data.length; i++) data[i] = (2 * uniforms[i]! - 1) * bound;
      }
      return [name, { dtype: 'F32', shape: [rows, cols], data }];
    }),
  );
