import { rocAuc } from './roc-auc.js';

/** Mean of the classes' areas, each told from all others. */
export interface MulticlassAuc {
  /** NaN when no class has both rows and other rows. */
  readonly auc: number;
  /** Classes that do not occur, or that every row belongs to: they have no area and no part in the mean. */
  readonly leftOut: readonly number[];
}

/**
 * Macro average of one-vs-rest areas under the ROC curve; for two classes it equals {@link rocAuc}.
 * @param probabilities - one array a class
 */
export const multiclassAuc = (codes: Int32Array, probabilities: readonly Float64Array[]): MulticlassAuc => {
  const areas = probabilities.map((scores, k) =>
    rocAuc(
      Float64Array.from(codes, (code) => Number(code === k)),
      scores,
    ),
  );
  const known = areas.filter((area) => !Number.isNaN(area));
  return {
    auc: known.reduce((sum, area) => sum + area, 0) / known.length,
    leftOut: areas.flatMap((area, k) => (Number.isNaN(area) ? [k] : [])),
  };
};
