import { linearParameters, type Parameter } from '@cvd/engine';
import { criticInputs } from './critic-network.js';
import { inputsOf } from './generator-network.js';
import type { CtganShape } from './shape.js';

/** Sizes that the parameters depend on. */
export type NetworkShape = Omit<CtganShape, 'batchSize' | 'spans'>;

export const generatorParameters = (shape: Omit<NetworkShape, 'pac' | 'discriminatorDim'>): Parameter[] => [
  ...shape.generatorDim.flatMap((cols, l): Parameter[] => [
    ...linearParameters(`generator/${l + 1}`, inputsOf(shape, l), cols, { bias: false }),
    { name: `generator/${l + 1}/gamma`, rows: 1, cols, start: { value: 1 } },
    { name: `generator/${l + 1}/beta`, rows: 1, cols, start: { value: 0 } },
  ]),
  ...linearParameters('generator/output', inputsOf(shape, shape.generatorDim.length), shape.width),
];

export const criticParameters = (shape: NetworkShape): Parameter[] => [
  ...shape.discriminatorDim.flatMap((cols, l) => linearParameters(`critic/${l + 1}`, criticInputs(shape, l), cols)),
  ...linearParameters('critic/output', criticInputs(shape, shape.discriminatorDim.length), 1),
];
