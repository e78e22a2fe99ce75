import type { ResampledScore } from '../bootstrap/resampled-score.js';
import type { RowWeights } from '../bootstrap/row-weights.js';
import { rowAt, weightsOf } from '../bootstrap/weights-of.js';

interface WeightedSums {
  readonly rows: number;
  /** Of the squared errors. */
  readonly error: number;
  /** Of the squared distances of the values from their own mean. */
  readonly spread: number;
}

/** Less than this share of a sum of squares is what rounding leaves of a constant. */
const ROUNDING = 1e-12;

const sumsOf = (values: Float64Array, told: Float64Array, all: RowWeights, block: number, within: number) => {
  const weights = weightsOf(all, block, within);
  // From a value in between: what is taken off at the end is little.
  let mean = 0;
  for (let place = 0; place < weights.length; place++) mean += values[rowAt(all, place)]! / weights.length;
  let [rows, error, sum, squares] = [0, 0, 0, 0];
  for (let place = 0; place < weights.length; place++) {
    const weight = weights[place]!;
    const row = rowAt(all, place);
    const distance = values[row]! - mean;
    rows += weight;
    error += weight * (values[row]! - told[row]!) ** 2;
    sum += weight * distance;
    squares += weight * distance * distance;
  }
  const spread = squares - (sum * sum) / rows;
  return { rows, error, spread: spread <= ROUNDING * squares ? 0 : spread };
};

const numberScore =
  (values: Float64Array, told: Float64Array, score: (sums: WeightedSums) => number): ResampledScore =>
  (weights, block, out) => {
    for (let within = 0; within < out.length; within++)
      out[within] = score(sumsOf(values, told, weights, block, within));
  };

/** `r2` of resampled rows; NaN where the values are all the same. */
export const resampledR2 = (values: Float64Array, told: Float64Array): ResampledScore =>
  numberScore(values, told, ({ error, spread }) => (spread === 0 ? Number.NaN : 1 - error / spread));

/** `rootMeanSquaredError` of resampled rows. */
export const resampledRmse = (values: Float64Array, told: Float64Array): ResampledScore =>
  numberScore(values, told, ({ error, rows }) => Math.sqrt(error / rows));
