import { DomainError } from '../errors/domain-error.js';
import type { FeatureBins } from './feature-bins.js';
import { binOfNumber } from './number-cuts.js';
import { featureRows, type TreeFeature } from './tree-feature.js';

/** A table as trees learn from it and read it: one byte a cell. */
export interface BinnedTable {
  readonly rows: number;
  /** By feature, one bin a row. */
  readonly columns: readonly Uint8Array[];
  readonly features: readonly BinnedFeature[];
  /** Slots of all features together. */
  readonly slots: number;
}

export interface BinnedFeature {
  readonly kind: 'number' | 'category';
  /** Bins of values that are there; the slot `bins` is for missing ones. */
  readonly bins: number;
  /** Where the feature's bins + 1 slots begin among the slots of all features. */
  readonly offset: number;
}

const binFeature = (feature: TreeFeature, bins: FeatureBins): Uint8Array => {
  const out = new Uint8Array(featureRows(feature));
  if (feature.kind === 'number' && bins.kind === 'number') {
    const { values } = feature;
    for (let row = 0; row < out.length; row++) {
      const value = values[row]!;
      out[row] = Number.isNaN(value) ? bins.bins : binOfNumber(bins.cuts, value);
    }
    return out;
  }
  if (feature.kind === 'category' && bins.kind === 'category') {
    const { codes } = feature;
    for (let row = 0; row < out.length; row++) {
      // A code past those that were fitted was not seen either.
      const bin = bins.binOf[codes[row]!] ?? -1;
      out[row] = bin < 0 ? bins.bins : bin;
    }
    return out;
  }
  throw new DomainError('binTable', `a feature of kind ${feature.kind} was fitted as ${bins.kind}`);
};

/**
 * Puts every value into its bin; categories that were not there when the bins were learned count as missing.
 * @param bins - of the same features in the same order, from {@link fitBins}
 * @throws {DomainError} when there are more or fewer features, or others, than the bins were fitted on
 */
export const binTable = (features: readonly TreeFeature[], bins: readonly FeatureBins[]): BinnedTable => {
  if (features.length !== bins.length)
    throw new DomainError('binTable', `there are ${features.length} features where bins are known of ${bins.length}`);
  let slots = 0;
  const layout = bins.map(({ kind, bins: count }): BinnedFeature => {
    const offset = slots;
    slots += count + 1;
    return { kind, bins: count, offset };
  });
  return {
    rows: features[0] === undefined ? 0 : featureRows(features[0]),
    columns: features.map((feature, i) => binFeature(feature, bins[i]!)),
    features: layout,
    slots,
  };
};
