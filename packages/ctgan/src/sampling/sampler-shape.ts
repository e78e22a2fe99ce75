import { type ConditionLayout, conditionLayout } from '../data/condition-layout.js';
import type { CtganModel } from '../model.js';
import type { SamplerShape } from '../program/record-sampler.js';

/** Sizes of the sampling program of a model, and its condition vector. */
export const samplerShape = ({
  layout,
  embeddingDim,
  generatorDim,
}: Pick<CtganModel, 'layout' | 'embeddingDim' | 'generatorDim'>): {
  readonly shape: SamplerShape;
  readonly conditions: ConditionLayout;
} => {
  const conditions = conditionLayout(layout);
  const { spans, width } = layout;
  return { shape: { spans, width, conditionWidth: conditions.width, embeddingDim, generatorDim }, conditions };
};
