import type { RandomSource } from '@cvd/core';
import type { Snapshot } from '../training/trainable.js';

/** A trained buffer: its name in the program, and how it begins. */
export interface Parameter {
  readonly name: string;
  readonly rows: number;
  readonly cols: number;
  /** Uniform in ±1/√fanIn, where a layer of so many inputs begins in PyTorch, bias included; or one value throughout. */
  readonly start: { readonly fanIn: number } | { readonly value: number };
}

/** Weight (inputs × outputs) and bias (1 × outputs) of a linear layer: '<name>/weight', '<name>/bias'. */
export const linearParameters = (
  name: string,
  inputs: number,
  outputs: number,
  { bias = true }: { readonly bias?: boolean } = {},
): Parameter[] => [
  { name: `${name}/weight`, rows: inputs, cols: outputs, start: { fanIn: inputs } },
  ...(bias ? [{ name: `${name}/bias`, rows: 1, cols: outputs, start: { fanIn: inputs } }] : []),
];

/**
 * What parameters begin with, as float32; each is drawn from a source of its own, by name, so that one more changes none.
 * Source of ±1/√fanIn: `torch.nn.Linear`; He, Zhang, Ren, Sun, "Delving deep into rectifiers", 2015, with a slope of √5.
 */
export const initialWeights = (parameters: readonly Parameter[], random: RandomSource): Snapshot =>
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
