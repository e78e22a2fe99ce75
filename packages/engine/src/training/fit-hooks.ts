import type { MethodFitContext, SavedMethod } from '@cvd/core';
import { TRAINING_BEGINS } from './prepare-rows.js';
import { withTraining } from './saved-training.js';
import type { TrainingHooks } from './training-hooks.js';

/**
 * The training loop's surroundings in a method's fit: progress becomes the phase 'training', from where {@link prepareRows} ended
 * up to `ends`, and each checkpoint gets the method's own part.
 * @param resume - the training part of the checkpoint to go on from
 * @param ends - share of the fit's work at which the training ends
 */
export const fitHooks = (
  context: MethodFitContext<unknown>,
  own: SavedMethod,
  resume: SavedMethod | null,
  ends = 1,
): TrainingHooks => ({
  ...context,
  resume,
  checkpoint: ({ fraction, ...progress }) =>
    context.checkpoint({
      ...progress,
      phase: 'training',
      fraction: TRAINING_BEGINS + (ends - TRAINING_BEGINS) * fraction,
    }),
  keep: (make, force) => context.keep(async () => withTraining(own, await make()), force),
});
