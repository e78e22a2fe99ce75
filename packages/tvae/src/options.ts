import type { JsonSchema } from '@cvd/core';
import { type TrainingOptions, trainingOptions } from '@cvd/engine';

/** How a category is taken from the decoder's logits. */
export type CategorySampling = 'softmax' | 'argmax';

/** TVAE's own options with their defaults filled in. */
export interface TvaeOptions extends TrainingOptions {
  readonly embeddingDim: number;
  readonly compressDims: readonly number[];
  readonly decompressDims: readonly number[];
  readonly l2scale: number;
  readonly lossFactor: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly sampling: CategorySampling;
}

const widths = (description: string): JsonSchema => ({
  type: 'array',
  items: { type: 'integer', minimum: 1, maximum: 8192 },
  minItems: 1,
  default: [128, 128],
  description,
});

/**
 * Names and defaults are those of the published implementation, in camel case; `learningRate` is a constant there, `sampling` is
 * new, and beside them stand the engine's own about training.
 */
export const tvaeOptions: JsonSchema = {
  type: 'object',
  properties: {
    embeddingDim: {
      type: 'integer',
      minimum: 1,
      maximum: 8192,
      default: 128,
      description: 'Size of the latent code that the encoder compresses a row to.',
    },
    compressDims: widths("Sizes of the encoder's hidden layers, from the row to the code."),
    decompressDims: widths("Sizes of the decoder's hidden layers, from the code to the row."),
    l2scale: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      default: 1e-5,
      description: "Weight decay of Adam: l2scale × weight is added to every weight's gradient.",
    },
    lossFactor: {
      type: 'number',
      exclusiveMinimum: 0,
      maximum: 1e6,
      default: 2,
      description: 'Weight of the reconstruction against the divergence of the code from a standard normal.',
    },
    batchSize: {
      type: 'integer',
      minimum: 1,
      maximum: 1_000_000,
      default: 500,
      description: 'Rows a step. The last step of an epoch takes what is left.',
    },
    learningRate: {
      type: 'number',
      exclusiveMinimum: 0,
      maximum: 1,
      default: 1e-3,
      description: "Adam's step size.",
    },
    sampling: {
      type: 'string',
      enum: ['softmax', 'argmax'],
      default: 'softmax',
      description:
        'softmax draws a category by its probability; argmax takes the likeliest one always, as the Python package does, and loses rare categories.',
    },
    ...trainingOptions({ epochs: 300 }),
  },
  additionalProperties: false,
};
