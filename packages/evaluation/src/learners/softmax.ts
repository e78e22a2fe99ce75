/**
 * Scores to probabilities in place: softmax over the outputs, row by row.
 * @param outputs - one array a class; overwritten
 */
export const softmaxRows = (outputs: readonly Float64Array[]): void => {
  const rows = outputs[0]!.length;
  for (let row = 0; row < rows; row++) {
    let top = Number.NEGATIVE_INFINITY;
    for (const output of outputs) if (output[row]! > top) top = output[row]!;
    let sum = 0;
    for (const output of outputs) sum += output[row] = Math.exp(output[row]! - top);
    for (const output of outputs) output[row]! /= sum;
  }
};

/** 1 / (1 + e⁻ˣ). */
export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** log(1 + eˣ), without overflow. */
export const softplus = (x: number): number => (x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)));
