import { DomainError, type TreeFeature } from '@cvd/core';

/** What a row holds of a feature: which of the feature's terms, and how much. */
export interface Entry {
  readonly term: number;
  readonly value: number;
}

/** The terms of one feature. */
export interface FeatureTerms {
  readonly terms: readonly { readonly kind: 'value' | 'missing' | 'category'; readonly code: number | null }[];
  /** Reads another table's column of the feature; null for a row without an entry. */
  reader(feature: TreeFeature): (row: number) => Entry | null;
}

/** The terms of one feature among those of all. */
export interface TermFit extends FeatureTerms {
  /** Index of its first term. */
  readonly from: number;
}

const otherKind = (): never => {
  throw new DomainError('fitDesign', 'a feature is of another kind than the one it was fitted on');
};

/** Mean and standard deviation (divisor n) of the finite numbers, by two passes. */
const moments = (values: Float64Array): { readonly mean: number; readonly deviation: number } => {
  let n = 0;
  let mean = 0;
  for (const value of values) if (Number.isFinite(value)) mean += (value - mean) / ++n;
  let squares = 0;
  for (const value of values) if (Number.isFinite(value)) squares += (value - mean) ** 2;
  return { mean, deviation: n === 0 ? 0 : Math.sqrt(squares / n) };
};

/** A standardised number, and a term for missing ones where there are any. Infinities count as missing. */
export const numberTerms = (values: Float64Array): FeatureTerms => {
  const { mean, deviation } = moments(values);
  // What is left of equal numbers after rounding is no spread.
  const spread = deviation > 1e-12 * Math.abs(mean);
  const missing = values.some((value) => !Number.isFinite(value)) && values.some(Number.isFinite);
  const missingEntry: Entry | null = missing ? { term: Number(spread), value: 1 } : null;
  return {
    terms: [
      ...(spread ? [{ kind: 'value', code: null } as const] : []),
      ...(missing ? [{ kind: 'missing', code: null } as const] : []),
    ],
    reader: (feature) => {
      if (feature.kind !== 'number') return otherKind();
      return (row) => {
        const value = feature.values[row]!;
        if (!Number.isFinite(value)) return missingEntry;
        return spread ? { term: 0, value: (value - mean) / deviation } : null;
      };
    },
  };
};

/** One term for each category that occurs, a missing one included. */
export const categoryTerms = (codes: Int32Array, size: number): FeatureTerms => {
  const termOf = new Int32Array(size + 1).fill(-1);
  for (const code of codes) termOf[code + 1] = 0;
  const present = Array.from(termOf.keys()).filter((slot) => termOf[slot] === 0);
  const entries: (Entry | null)[] = new Array(size + 1).fill(null);
  for (const [term, slot] of present.entries()) entries[slot] = { term, value: 1 };
  return {
    terms: present.map((slot) => ({ kind: 'category', code: slot - 1 })),
    reader: (feature) => {
      if (feature.kind !== 'category') return otherKind();
      return (row) => entries[feature.codes[row]! + 1] ?? null;
    },
  };
};
