import { MissingPeerError } from '../errors/missing-peer-error.js';

/** What reads and writes Arrow, loaded when it is first needed. @throws {MissingPeerError} without apache-arrow */
export const arrowRoom = async (): Promise<typeof import('../arrow/index.js')> => {
  try {
    return await import('../arrow/index.js');
  } catch (cause) {
    throw new MissingPeerError('apache-arrow', 'Reading and writing Arrow files', cause);
  }
};
