import type { Marginal } from './marginals/marginal.js';
import type { CopulaModel } from './model.js';

/** Single values that the marginal gives probability: those of five rows or more, and the bounds. */
const singleValues = ({ parameters, segments }: Marginal): Float64Array => {
  if (segments === null) return 'value' in parameters ? Float64Array.of(parameters.value!) : new Float64Array(0);
  return segments.low.filter((low, k) => low === segments.high[k]);
};

/** Real values that the marginals of numeric columns keep, by column. */
export const heldValues = ({ columns }: CopulaModel): ReadonlyMap<string, Float64Array> =>
  new Map(
    columns.flatMap((column) => {
      const values = column.kind === 'continuous' ? singleValues(column.marginal) : new Float64Array(0);
      return values.length > 0 ? [[column.name, values]] : [];
    }),
  );
