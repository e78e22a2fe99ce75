import { DomainError } from '../errors/domain-error.js';
import { categoryBins } from './category-bins.js';
import { numberCuts } from './number-cuts.js';
import type { TreeFeature } from './tree-feature.js';

/** Most bins a feature can have, the one for missing values not counted: codes and that one fit into a byte. */
export const MAX_BINS = 255;

/** How the values of one feature map to bins 0 … bins − 1; bin `bins` is for what is missing or was never seen. */
export type FeatureBins =
  | { readonly kind: 'number'; readonly bins: number; readonly cuts: Float64Array }
  | { readonly kind: 'category'; readonly bins: number; readonly binOf: Int32Array };

export interface FitBinsOptions {
  /** 2 to 255. @default 255 */
  readonly maxBins?: number | undefined;
}

/**
 * Learns the bins of each feature: quantiles of numbers, frequencies of categories. See {@link numberCuts} and
 * {@link categoryBins}.
 * @throws {DomainError} when maxBins is no integer from 2 to 255
 */
export const fitBins = (
  features: readonly TreeFeature[],
  { maxBins = MAX_BINS }: FitBinsOptions = {},
): readonly FeatureBins[] => {
  if (!Number.isInteger(maxBins) || maxBins < 2 || maxBins > MAX_BINS)
    throw new DomainError('fitBins', `maxBins must be an integer from 2 to ${MAX_BINS}, but is ${maxBins}`);
  return features.map((feature): FeatureBins => {
    if (feature.kind === 'category') return { kind: 'category', ...categoryBins(feature.codes, feature.size, maxBins) };
    const cuts = numberCuts(feature.values, maxBins);
    return { kind: 'number', bins: cuts.length + 1, cuts };
  });
};
