import { log } from '../log.js';
import { checkFinite, checkOrder } from './check-parameter.js';
import type { Distribution } from './distribution.js';

/**
 * Uniform on [low, high].
 * @throws {DomainError} unless both are finite and low < high
 */
export const uniformDistribution = ({ low, high }: { readonly low: number; readonly high: number }): Distribution => {
  checkFinite('uniformDistribution', { low, high });
  checkOrder('uniformDistribution', low, high);
  const width = high - low;
  const share = (part: number): number => (part <= 0 ? 0 : part >= width ? 1 : part / width);
  return {
    support: [low, high],
    logPdf: (x) => (x >= low && x <= high ? -log(width) : Number.isNaN(x) ? x : -Infinity),
    cdf: (x) => share(x - low),
    sf: (x) => share(high - x),
    quantile: (p) => (p >= 0 && p <= 1 ? (p <= 0.5 ? low + p * width : high - (1 - p) * width) : NaN),
  };
};
