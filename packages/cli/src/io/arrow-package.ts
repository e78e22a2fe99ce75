import { MissingPackageError } from '../errors/missing-package-error.js';

/** Core's Arrow entry, which needs the optional package apache-arrow. @throws {MissingPackageError} */
export const arrowPackage = async (): Promise<typeof import('@cvd/core/arrow')> => {
  try {
    return await import('@cvd/core/arrow');
  } catch (cause) {
    throw new MissingPackageError('apache-arrow', 'Reading and writing Arrow files', cause);
  }
};
