import { betaDistribution, exp, log, logBeta, minimize } from '@cvd/core';
import { meanOf, momentsOf, square } from '../values/weighted-moments.js';
import { type Family, supportOf } from './family.js';

/** Beta between the ends of the data; the likelihood needs the data's mean logarithms only. */
export const beta: Family = {
  fit: (data, step) => {
    const [loc, high] = supportOf(data, step);
    const scale = high - loc;
    const logLow = meanOf(data, (x) => log((x - loc) / scale));
    const logHigh = meanOf(data, (x) => log((high - x) / scale));
    const { mean, sd } = momentsOf(data);
    const centre = (mean - loc) / scale;
    const size = Math.max(0.1, (centre * (1 - centre)) / square(sd / scale) - 1);
    const { x } = minimize(
      ([a, b]) => logBeta(exp(a!), exp(b!)) - (exp(a!) - 1) * logLow - (exp(b!) - 1) * logHigh,
      [log(centre * size), log((1 - centre) * size)],
    );
    return { a: exp(x[0]!), b: exp(x[1]!), loc, scale };
  },
  distribution: ({ a, b, loc, scale }) => betaDistribution({ a: a!, b: b!, loc: loc!, scale: scale! }),
};
