import type { EncodedSchema } from '@cvd/core';
import { latentCorrelation, scoredColumn } from './latent-correlation.js';
import { correlationOf, type PairSums } from './pair-sums.js';
import type { Steps } from './steps.js';

/**
 * Latent correlations of all pairs of columns. A column and the indicator of its own missing values have none: the value is
 * only ever seen where the indicator is 0, and independence leaves its distribution there as it is.
 * @param steps - of each column
 * @returns (columns × columns), symmetric, diagonal 1
 */
export const pairwiseCorrelations = (
  schema: EncodedSchema,
  steps: readonly Steps[],
  pair: (a: number, b: number) => PairSums,
): Float64Array => {
  const n = steps.length;
  const scored = steps.map(scoredColumn);
  const out = new Float64Array(n * n);
  for (let a = 0; a < n; a++) {
    out[a * n + a] = 1;
    for (let b = 0; b < a; b++) {
      if (isOwnIndicator(schema, a, b) || isOwnIndicator(schema, b, a)) continue;
      const rho = latentCorrelation(scored[a]!, scored[b]!, correlationOf(pair(a, b)));
      out[a * n + b] = out[b * n + a] = rho;
    }
  }
  return out;
};

const isOwnIndicator = ({ columns }: EncodedSchema, value: number, indicator: number): boolean => {
  const spec = columns[value]!;
  return spec.kind === 'continuous' && spec.missing === columns[indicator]!.name;
};
