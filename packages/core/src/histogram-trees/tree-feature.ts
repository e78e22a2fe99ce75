/** A column of numbers as trees read it. */
export interface NumberFeature {
  readonly kind: 'number';
  /** One a row; NaN where it is missing. Infinities are values like others. */
  readonly values: Float64Array;
}

/** A column of categories as trees read it. */
export interface CategoryFeature {
  readonly kind: 'category';
  /** One a row, 0 … size − 1; −1 where it is missing. */
  readonly codes: Int32Array;
  /** How many codes there can be, whether they occur or not. */
  readonly size: number;
}

/** A column as histogram trees read it. */
export type TreeFeature = NumberFeature | CategoryFeature;

/** Rows of the feature. */
export const featureRows = (feature: TreeFeature): number =>
  feature.kind === 'number' ? feature.values.length : feature.codes.length;

/** The feature at these rows, in their order. */
export const gatherFeature = (feature: TreeFeature, rows: ArrayLike<number>): TreeFeature => {
  const { length } = rows;
  if (feature.kind === 'number') {
    const values = new Float64Array(length);
    for (let i = 0; i < length; i++) values[i] = feature.values[rows[i]!]!;
    return { kind: 'number', values };
  }
  const codes = new Int32Array(length);
  for (let i = 0; i < length; i++) codes[i] = feature.codes[rows[i]!]!;
  return { kind: 'category', codes, size: feature.size };
};
