import { BETA1, BETA2 } from '../program/trained.js';

/**
 * What Adam's step number `count` (from 1) multiplies by: [rate/(1 − β₁ᵗ), 1/√(1 − β₂ᵗ)]. Powers by repeated products, which are
 * the same on every engine; after 2,000 of them both are below half an ulp of 1 in float64.
 */
export const adamRates = (rate: number, count: number): Float64Array => {
  let first = 1;
  let second = 1;
  for (let t = Math.min(count, 2000); t > 0; t--) {
    first *= BETA1;
    second *= BETA2;
  }
  return Float64Array.of(rate / (1 - first), 1 / Math.sqrt(1 - second));
};
