import { CvdError } from './cvd-error.js';

/** Bytes that were given as a model are none, or are damaged, or a model cannot be written as one. */
export class InvalidModelFileError extends CvdError {
  static override readonly code = 'CVD_INVALID_MODEL_FILE';

  constructor(
    /** What is wrong, without a full stop. */
    readonly problem: string,
    /** The file, where one is known. */
    readonly path: string | null = null,
    options: { readonly cause?: unknown } = {},
  ) {
    super(
      `${path === null ? 'Model file' : `Model file ${path}`}: ${problem}. Copy or download it again, or fit and save the model once more.`,
      options,
    );
  }
}
