import { choleskyInto } from '@cvd/core';
import { cutsOf } from '../latent/steps.js';
import { marginalMap } from '../marginals/marginal-map.js';
import type { ZMap } from '../marginals/z-map.js';
import type { CopulaModel } from '../model.js';
import { createGuide } from './guide.js';

/** A column, made ready for sampling. */
type CompiledColumn =
  | { readonly kind: 'continuous'; readonly map: ZMap; readonly guide: Int32Array; readonly missing: number }
  | {
      readonly kind: 'discrete';
      readonly order: Int32Array;
      /** Upper end in z of each position of the order; the last is Infinity. */
      readonly zHigh: Float64Array;
      readonly guide: Int32Array;
    };

/** What sampling needs of a model, derived from it once. */
export interface CompiledModel {
  readonly model: CopulaModel;
  readonly columns: readonly CompiledColumn[];
  /** Cholesky factor of the correlation matrix. */
  readonly lower: Float64Array;
}

export const compileModel = (model: CopulaModel): CompiledModel => {
  const lower = new Float64Array(model.factors * model.factors);
  choleskyInto(lower, model.correlation, model.factors);
  const columns = model.columns.map((column): CompiledColumn => {
    if (column.kind === 'continuous') {
      const map = marginalMap(column.marginal);
      return { kind: 'continuous', map, guide: createGuide(map.zHigh), missing: column.missing };
    }
    const cuts = cutsOf(Float64Array.from(column.order, (code) => column.probabilities[code]!));
    const zHigh = Float64Array.of(...cuts, Infinity);
    return { kind: 'discrete', order: column.order, zHigh, guide: createGuide(zHigh) };
  });
  return { model, columns, lower };
};
