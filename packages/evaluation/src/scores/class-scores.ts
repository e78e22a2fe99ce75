/** The class of highest probability in each row; of equal ones the first. */
export const likeliestClasses = (probabilities: readonly Float64Array[]): Int32Array =>
  Int32Array.from(probabilities[0]!, (_, row) => {
    let best = 0;
    for (let k = 1; k < probabilities.length; k++) if (probabilities[k]![row]! > probabilities[best]![row]!) best = k;
    return best;
  });

/** Share of rows whose class was told right; NaN without rows. */
export const accuracy = (codes: ArrayLike<number>, predicted: ArrayLike<number>): number => {
  let right = 0;
  for (let row = 0; row < codes.length; row++) if (codes[row] === predicted[row]) right++;
  return right / codes.length;
};

/**
 * F1 of one class: 2 · hits / (rows of the class + rows told to be of it), the harmonic mean of precision and recall; 0
 * when neither side has a row.
 */
export const f1Of = (codes: ArrayLike<number>, predicted: ArrayLike<number>, positive: number): number => {
  let hits = 0;
  let either = 0;
  for (let row = 0; row < codes.length; row++) {
    const is = codes[row] === positive;
    const told = predicted[row] === positive;
    if (is && told) hits++;
    either += Number(is) + Number(told);
  }
  return either === 0 ? 0 : (2 * hits) / either;
};

/** Mean F1 over the classes that occur or were told, as scikit-learn's macro average; NaN without rows. */
export const macroF1 = (codes: ArrayLike<number>, predicted: ArrayLike<number>): number => {
  const classes = new Set([...Array.from(codes), ...Array.from(predicted)]);
  let sum = 0;
  for (const positive of classes) sum += f1Of(codes, predicted, positive);
  return sum / classes.size;
};

/** Mean of −log of the probability given to each row's class; 0 is best, Infinity when one was given 0. */
export const logLoss = (codes: ArrayLike<number>, probabilities: readonly Float64Array[]): number => {
  let sum = 0;
  for (let row = 0; row < codes.length; row++) sum -= Math.log(probabilities[codes[row]!]![row]!);
  return sum / codes.length;
};
