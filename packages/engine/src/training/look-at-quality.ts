import type { Trainable } from './trainable.js';
import type { TrainingOptions } from './training-options.js';
import type { Best, TrainingPoint } from './training-point.js';

/** Looking at the quality takes at most this share of the training. */
const SHARE = 0.1;
const DEFAULT_STEPS = 20;

/**
 * Epochs between two looks at the quality: as asked, or more, so that by the operations counted they take at most a tenth of the
 * training. No clock is asked, since equal fits must look at equal epochs.
 */
export const epochsBetweenLooks = (
  { stepsPerEpoch, qualitySteps = DEFAULT_STEPS }: Pick<Trainable, 'stepsPerEpoch' | 'qualitySteps'>,
  evalEvery: number,
): number => Math.max(evalEvery, Math.ceil((qualitySteps * (1 - SHARE)) / (SHARE * stepsPerEpoch)));

/** Whether the training stops: so many looks found nothing better. */
export const isPatienceOver = (
  { waited }: Pick<TrainingPoint, 'waited'>,
  { earlyStopping, patience }: Pick<TrainingOptions, 'earlyStopping' | 'patience'>,
): boolean => earlyStopping && waited >= patience;

/** The part of a point that a look at the quality changes. @param weights - those that were looked at */
export const looked = (
  { best, qualities, waited }: Pick<TrainingPoint, 'best' | 'qualities' | 'waited'>,
  { epoch, quality, weights }: Best,
): Pick<TrainingPoint, 'best' | 'qualities' | 'waited'> => {
  const finite = Number.isFinite(quality);
  const better = finite && (best === null || quality > best.quality);
  return {
    qualities: [...qualities, { epoch, quality: finite ? quality : null }],
    best: better ? { epoch, quality, weights } : best,
    waited: better ? 0 : waited + 1,
  };
};
