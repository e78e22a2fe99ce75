import type { JsonSchema } from '@cvd/core';
import { type TrainingOptions, trainingOptions } from '@cvd/engine';

/** CTGAN's own options with their defaults filled in. */
export interface CtganOptions extends TrainingOptions {
  readonly embeddingDim: number;
  readonly generatorDim: readonly number[];
  readonly discriminatorDim: readonly number[];
  readonly generatorLr: number;
  readonly generatorDecay: number;
  readonly discriminatorLr: number;
  readonly discriminatorDecay: number;
  readonly batchSize: number;
  readonly discriminatorSteps: number;
  readonly logFrequency: boolean;
  readonly pac: number;
}

const widths = (description: string): JsonSchema => ({
  type: 'array',
  items: { type: 'integer', minimum: 1, maximum: 8192 },
  minItems: 1,
  default: [256, 256],
  description,
});

const rate = (whose: string): JsonSchema => ({
  type: 'number',
  exclusiveMinimum: 0,
  maximum: 1,
  default: 2e-4,
  description: `Adam's step size for the ${whose}.`,
});

const decay = (whose: string): JsonSchema => ({
  type: 'number',
  minimum: 0,
  maximum: 1,
  default: 1e-6,
  description: `Weight decay of the ${whose}: decay × weight is added to every weight's gradient.`,
});

/** Names and defaults are those of the published implementation, in camel case; beside them the engine's own about training. */
export const ctganOptions: JsonSchema = {
  type: 'object',
  properties: {
    embeddingDim: {
      type: 'integer',
      minimum: 1,
      maximum: 8192,
      default: 128,
      description: 'Normal random numbers that a row is made from.',
    },
    generatorDim: widths("Sizes of the generator's residual blocks."),
    discriminatorDim: widths("Sizes of the critic's hidden layers."),
    generatorLr: rate('generator'),
    generatorDecay: decay('generator'),
    discriminatorLr: rate('critic'),
    discriminatorDecay: decay('critic'),
    batchSize: {
      type: 'integer',
      minimum: 1,
      maximum: 1_000_000,
      default: 500,
      description: 'Rows a step; a multiple of pac, at least 2.',
    },
    discriminatorSteps: {
      type: 'integer',
      minimum: 1,
      maximum: 1000,
      default: 1,
      description: "The critic's steps for each of the generator's.",
    },
    logFrequency: {
      type: 'boolean',
      default: true,
      description:
        'Train on categories by the logarithm of their frequency, so that rare ones are learned; false trains on them as often as they are. Samples have true frequencies either way.',
    },
    pac: {
      type: 'integer',
      minimum: 1,
      maximum: 1000,
      default: 10,
      description: 'Rows that the critic judges as one, against collapse to a few kinds of rows.',
    },
    ...trainingOptions({ epochs: 300 }),
  },
  additionalProperties: false,
};
