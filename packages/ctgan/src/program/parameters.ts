import { criticInputs } from './critic-network.js';
import { inputsOf } from './generator-network.js';
import type { CtganShape } from './shape.js';

/** A trained buffer: its name in the program, and how it begins. */
export interface Parameter {
  readonly name: string;
  readonly rows: number;
  readonly cols: number;
  /** Uniform in ±1/√fanIn, or one value throughout. */
  readonly start: { readonly fanIn: number } | { readonly value: number };
}

/** Sizes that the parameters depend on. */
export type NetworkShape = Omit<CtganShape, 'batchSize' | 'spans'>;

/** Weights of a linear layer, and its bias where it has one, begin as PyTorch's: uniform in ±1/√inputs. */
const linear = (name: string, inputs: number, cols: number, bias: boolean): Parameter[] => [
  { name: `${name}/weight`, rows: inputs, cols, start: { fanIn: inputs } },
  ...(bias ? [{ name: `${name}/bias`, rows: 1, cols, start: { fanIn: inputs } }] : []),
];

export const generatorParameters = (shape: Omit<NetworkShape, 'pac'>): Parameter[] => [
  ...shape.generatorDim.flatMap((cols, l) => [
    ...linear(`generator/${l + 1}`, inputsOf(shape, l), cols, false),
    { name: `generator/${l + 1}/gamma`, rows: 1, cols, start: { value: 1 } },
    { name: `generator/${l + 1}/beta`, rows: 1, cols, start: { value: 0 } },
  ]),
  ...linear('generator/output', inputsOf(shape, shape.generatorDim.length), shape.width, true),
];

export const criticParameters = (shape: NetworkShape): Parameter[] => [
  ...shape.discriminatorDim.flatMap((cols, l) => linear(`critic/${l + 1}`, criticInputs(shape, l), cols, true)),
  ...linear('critic/output', criticInputs(shape, shape.discriminatorDim.length), 1, true),
];
