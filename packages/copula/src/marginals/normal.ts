import { normalDistribution } from '@cvd/core';
import { momentsOf } from '../values/weighted-moments.js';
import type { Family } from './family.js';

/** Normal: mean and standard deviation of the data. */
export const normal: Family = {
  fit: (data) => momentsOf(data),
  distribution: ({ mean, sd }) => normalDistribution({ mean: mean!, sd: sd! }),
};
