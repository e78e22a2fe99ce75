import { uniformDistribution } from '@cvd/core';
import { type Family, supportOf } from './family.js';

/** Uniform between the ends of the data. */
export const uniform: Family = {
  fit: (data, step) => {
    const [low, high] = supportOf(data, step);
    return { low, high };
  },
  distribution: ({ low, high }) => uniformDistribution({ low: low!, high: high! }),
};
