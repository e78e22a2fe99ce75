import { featureRows, type TreeFeature } from '@cvd/core';
import { categoryTerms, numberTerms, type TermFit } from './design-terms.js';

/** What a coefficient of a linear model stands for. */
export interface Term {
  /** Index of the feature. */
  readonly feature: number;
  /** 'value': the standardised number; 'missing': 1 where the value is missing; 'category': 1 where it is `code`. */
  readonly kind: 'value' | 'missing' | 'category';
  /** Code of the category, −1 for a missing one; null for the other kinds. */
  readonly code: number | null;
}

/**
 * A table as a linear model reads it, without its zeros: row i has the entries starts[i] … starts[i + 1] − 1.
 * Memory grows with rows times features, not with categories.
 */
export interface DesignMatrix {
  readonly rows: number;
  readonly width: number;
  readonly starts: Int32Array;
  readonly terms: Int32Array;
  readonly values: Float64Array;
}

/** How features become terms, learned from one table and used for others. */
export interface Design {
  readonly terms: readonly Term[];
  matrix(features: readonly TreeFeature[]): DesignMatrix;
}

/**
 * Numbers are standardised (mean 0, standard deviation 1 with divisor n, over the rows that have one) and 0 where they
 * are missing; a column with missing values has a term that says so as well. Categories get one term each, missing ones
 * too where they occur; one that was not there when the design was learned has no term. Numbers that are all the same
 * have none.
 */
export const fitDesign = (features: readonly TreeFeature[]): Design => {
  const terms: Term[] = [];
  const fits = features.map((feature, index): TermFit => {
    const fit = feature.kind === 'number' ? numberTerms(feature.values) : categoryTerms(feature.codes, feature.size);
    const from = terms.length;
    for (const term of fit.terms) terms.push({ feature: index, ...term });
    return { ...fit, from };
  });
  return {
    terms,
    matrix: (given) => {
      const rows = given[0] === undefined ? 0 : featureRows(given[0]);
      // A feature gives a row at most one entry.
      const room = rows * given.length;
      const starts = new Int32Array(rows + 1);
      const columns = new Int32Array(room);
      const values = new Float64Array(room);
      const readers = fits.map((fit, i) => fit.reader(given[i]!));
      let at = 0;
      for (let row = 0; row < rows; row++) {
        for (const [i, reader] of readers.entries()) {
          const entry = reader(row);
          if (entry === null || entry.value === 0) continue;
          columns[at] = fits[i]!.from + entry.term;
          values[at++] = entry.value;
        }
        starts[row + 1] = at;
      }
      return { rows, width: terms.length, starts, terms: columns.slice(0, at), values: values.slice(0, at) };
    },
  };
};
