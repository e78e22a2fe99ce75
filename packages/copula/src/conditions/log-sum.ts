import { exp, log } from '@cvd/core';

/** log Σ eˣ; −Infinity for no terms. */
export const logSum = (values: readonly number[]): number => {
  const most = Math.max(...values);
  if (!(most > -Infinity)) return -Infinity;
  return most + log(values.reduce((sum, value) => sum + exp(value - most), 0));
};
