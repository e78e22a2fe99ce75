import { cos } from '@cvd/core';
import type { TrainingOptions } from './training-options.js';

/**
 * Factor on the learning rates at a step, above 0 and at most 1.
 * @param step - counted from 0
 * @param steps - of the whole training
 */
export const learningRateFactor = (
  schedule: TrainingOptions['learningRateSchedule'],
  step: number,
  steps: number,
): number => {
  switch (schedule) {
    case 'constant':
      return 1;
    case 'linear':
      return (steps - step) / steps;
    case 'cosine':
      return (1 + cos((Math.PI * step) / steps)) / 2;
  }
};
