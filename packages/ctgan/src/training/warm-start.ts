import { type SavedMethod, type SpanLayout, WarmStartError } from '@cvd/core';
import type { Snapshot } from '@cvd/engine';
import type { CtganOptions } from '../options.js';
import { restoreModel } from '../saved-model.js';

/** What an earlier model gives to a fit: its spans, which the new rows are encoded by, and its generator. The critic begins anew. */
export interface WarmStart {
  readonly layout: SpanLayout;
  readonly weights: Snapshot;
}

/** @throws {WarmStartError} where the generator has other sizes than the options ask for */
export const warmStart = (
  saved: SavedMethod,
  { embeddingDim, generatorDim }: Pick<CtganOptions, 'embeddingDim' | 'generatorDim'>,
): WarmStart => {
  const model = restoreModel(saved);
  const [theirs, ours] = [model, { embeddingDim, generatorDim }].map((sizes) =>
    [sizes.embeddingDim, ...sizes.generatorDim].join(', '),
  );
  if (theirs !== ours)
    throw new WarmStartError(
      'ctgan',
      `that has embeddingDim ${model.embeddingDim} and generatorDim [${model.generatorDim.join(', ')}]; fit with the same`,
    );
  const weights = Object.entries(model.weights).filter(([name]) => !/\/(mean|variance)$/.test(name));
  return { layout: model.layout, weights: Object.fromEntries(weights) };
};
