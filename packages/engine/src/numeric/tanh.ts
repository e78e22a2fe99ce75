import { expm1 } from '@cvd/core';

/** Hyperbolic tangent by the same IEEE operations on every engine; ±1 from |x| = 20 on, where it rounds to that. */
export const tanh = (x: number): number => {
  if (x > 20) return 1;
  if (x < -20) return -1;
  const e = expm1(2 * x);
  return e / (e + 2);
};
