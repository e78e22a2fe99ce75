import { CvdError, type UnknownColumnError } from '@cvd/core';

/** A column named on the command line is not there: the argument is wrong, where the same error about a file is not. */
export class NamedColumnError extends CvdError {
  static override readonly code = 'CVD_UNKNOWN_COLUMN';

  constructor(
    readonly option: string,
    cause: UnknownColumnError,
  ) {
    super(`${option}: ${cause.message}`, { cause });
  }
}

/** Runs work that fails with an UnknownColumnError only where the option names a column that is not there. */
export const withNamedColumn = async <T>(option: string, work: () => T | Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (CvdError.isInstance(error) && error.code === 'CVD_UNKNOWN_COLUMN') {
      throw new NamedColumnError(option, error as UnknownColumnError);
    }
    throw error;
  }
};
