/**
 * R²: 1 less the squared error over the squared distance from the values' own mean. 1 is best, 0 what that mean would
 * get, below 0 worse; NaN for values that are all the same.
 */
export const r2 = (values: ArrayLike<number>, predicted: ArrayLike<number>): number => {
  let mean = 0;
  for (let row = 0; row < values.length; row++) mean += values[row]! / values.length;
  let error = 0;
  let spread = 0;
  for (let row = 0; row < values.length; row++) {
    error += (values[row]! - predicted[row]!) ** 2;
    spread += (values[row]! - mean) ** 2;
  }
  return spread === 0 ? Number.NaN : 1 - error / spread;
};

/** Root of the mean squared error, in the unit of the values; NaN without rows. */
export const rootMeanSquaredError = (values: ArrayLike<number>, predicted: ArrayLike<number>): number => {
  let error = 0;
  for (let row = 0; row < values.length; row++) error += (values[row]! - predicted[row]!) ** 2;
  return Math.sqrt(error / values.length);
};
