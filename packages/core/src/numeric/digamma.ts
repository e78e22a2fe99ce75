import { log } from './log.js';

/**
 * ψ(x) = d log Γ(x)/dx for x > 0. Relative error below 1e-14, next to its zero at 1.4616… the absolute error.
 * −Infinity at 0, NaN for x < 0.
 * Source: recurrence up to 10 and the asymptotic series, DLMF 5.5.2 and 5.11.2.
 */
export const digamma = (x: number): number => {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  let shift = 0;
  let y = x;
  while (y < 10) {
    shift += 1 / y;
    y += 1;
  }
  const z = 1 / (y * y);
  const series =
    z * (1 / 12 - z * (1 / 120 - z * (1 / 252 - z * (1 / 240 - z * (1 / 132 - z * (691 / 32760 - z * (1 / 12)))))));
  return log(y) - 0.5 / y - series - shift;
};

/**
 * ψ′(x) for x > 0, relative error below 1e-14. Infinity at 0, NaN for x < 0.
 * Source: DLMF 5.15.5 and 5.15.8.
 */
export const trigamma = (x: number): number => {
  if (!(x > 0)) return x === 0 ? Infinity : NaN;
  let shift = 0;
  let y = x;
  while (y < 10) {
    shift += 1 / (y * y);
    y += 1;
  }
  const z = 1 / (y * y);
  const series =
    z * (1 / 6 - z * (1 / 30 - z * (1 / 42 - z * (1 / 30 - z * (5 / 66 - z * (691 / 2730 - z * (7 / 6)))))));
  return shift + (1 + 0.5 / y + series) / y;
};
