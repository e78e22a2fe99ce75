import { log } from '../log.js';
import { normalCdf, normalLogPdf, normalSf } from '../normal.js';
import { normalQuantile } from '../normal-quantile.js';
import { checkFinite, checkPositive } from './check-parameter.js';
import type { Distribution } from './distribution.js';

/**
 * Normal with the given mean and standard deviation.
 * @throws {DomainError} unless mean is finite and sd above 0
 */
export const normalDistribution = ({ mean, sd }: { readonly mean: number; readonly sd: number }): Distribution => {
  checkFinite('normalDistribution', { mean });
  checkPositive('normalDistribution', { sd });
  return {
    support: [-Infinity, Infinity],
    logPdf: (x) => normalLogPdf((x - mean) / sd) - log(sd),
    cdf: (x) => normalCdf((x - mean) / sd),
    sf: (x) => normalSf((x - mean) / sd),
    quantile: (p) => mean + sd * normalQuantile(p),
  };
};
