import { CvdError } from './cvd-error.js';

/** An undamaged model file of a layout that this version of the library does not know. */
export class ModelVersionError extends CvdError {
  static override readonly code = 'CVD_MODEL_VERSION';

  constructor(
    /** Layout version of the file. */
    readonly version: string,
    /** Newest layout version that can be read here. */
    readonly supported: number,
    readonly path: string | null = null,
  ) {
    super(
      `${path === null ? 'Model file' : `Model file ${path}`}: it has layout version ${version}, this library reads up to ${supported}. ` +
        'Upgrade @cvd/core and the packages beside it, or save the model with an older version.',
    );
  }
}
