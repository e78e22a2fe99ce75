import type { Learner } from '../learner.js';
import type { LinearOptions } from './linear-model.js';
import { fitLogisticRegression } from './logistic-regression.js';
import { fitRidgeRegression } from './ridge-regression.js';

/** Logistic and ridge regression as a learner. */
export const linear = (options: LinearOptions = {}): Learner => ({
  name: 'linear',
  classify: (features, target, { signal }) => fitLogisticRegression(features, target, { ...options, signal }),
  regress: (features, target, { signal }) => fitRidgeRegression(features, target, { ...options, signal }),
});
