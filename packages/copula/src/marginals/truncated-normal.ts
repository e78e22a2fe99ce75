import { exp, log, minimize, normalLogInterval, truncatedNormalDistribution } from '@cvd/core';
import { momentsOf, square } from '../values/weighted-moments.js';
import { type Family, supportOf } from './family.js';

/**
 * Normal cut off at the ends of the data. The likelihood needs mean and variance only. The untruncated mean is kept within
 * ten widths of the data: beyond that the shape is an exponential's, whatever the mean.
 */
export const truncatedNormal: Family = {
  fit: (data, step) => {
    const [low, high] = supportOf(data, step);
    const width = high - low;
    const { mean, sd } = momentsOf(data);
    const m = (mean - low) / width;
    const variance = square(sd / width);
    const { x } = minimize(
      ([mu, logSd]) => {
        if (Math.abs(mu!) > 10 || Math.abs(logSd!) > 10) return Infinity;
        const s = exp(logSd!);
        return logSd! + (variance + square(m - mu!)) / (2 * s * s) + normalLogInterval(-mu! / s, (1 - mu!) / s);
      },
      [m, log(Math.sqrt(variance))],
    );
    return { mean: low + width * x[0]!, sd: width * exp(x[1]!), low, high };
  },
  distribution: ({ mean, sd, low, high }) =>
    truncatedNormalDistribution({ mean: mean!, sd: sd!, low: low!, high: high! }),
};
