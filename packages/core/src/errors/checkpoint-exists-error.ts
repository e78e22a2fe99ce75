import { CvdError } from './cvd-error.js';

/** A fit would write its checkpoints over one that is there, without having been told what to do with it. */
export class CheckpointExistsError extends CvdError {
  static override readonly code = 'CVD_CHECKPOINT_EXISTS';

  constructor(readonly place: string) {
    super(
      `${place} holds a checkpoint of an earlier fit. Go on from it (resume: 'if-present'), replace it (resume: 'never'), or keep the checkpoints of this fit elsewhere.`,
    );
  }
}
