import { CvdError } from './cvd-error.js';

/** What a checkpoint has another of than the fit that was to go on from it. */
export type CheckpointDifference = 'method' | 'options' | 'table' | 'warm-start' | 'version' | 'build';

const advice: Readonly<Record<CheckpointDifference, string>> = {
  method: 'Resume with that method, or keep the checkpoints of this fit elsewhere.',
  options: 'Resume with the same options; to train on with others, give the model as a warm start.',
  table: 'Resume with the same rows in the same order; to train on with others, give the model as a warm start.',
  'warm-start': 'Resume with the same earlier model, or with none named.',
  version: 'Resume with that version, or allow another one (allowOtherBuild): the model may then come out differently.',
  build: 'Resume on that build, or allow another one (allowOtherBuild): the model may then come out differently.',
};

/** A checkpoint is of another fit than the one that was to go on from it. */
export class CheckpointMismatchError extends CvdError {
  static override readonly code = 'CVD_CHECKPOINT_MISMATCH';

  constructor(
    readonly place: string,
    readonly difference: CheckpointDifference,
    /** What differs, as in 'batchSize was 500 and is 200'. */
    readonly differences: readonly string[],
    options: { readonly cause?: unknown } = {},
  ) {
    super(
      `The checkpoint in ${place} is of another ${difference === 'options' ? 'fit' : difference}: ${differences.join(', ')}. ${advice[difference]}`,
      options,
    );
  }
}
