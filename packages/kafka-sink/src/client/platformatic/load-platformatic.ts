import { MissingPeerError } from '@cvd/core';
import { learnFramedSnappy } from './framed-snappy.js';

/** What the package exports. */
export type Platformatic = typeof import('@platformatic/kafka');

/** What a broker answers to a fetch. */
export type FetchAnswer = Awaited<ReturnType<Platformatic['fetchV17']['api']['async']>>;

/** Its latest major that runs on Node 20, with what npm takes to install it. */
const peer = '@platformatic/kafka@1';

/** @platformatic/kafka, imported when it is first needed: only those who chose it have it. @throws {MissingPeerError} */
export const loadPlatformatic = async (): Promise<Platformatic> => {
  let library: Platformatic;
  try {
    library = await import('@platformatic/kafka');
  } catch (cause) {
    throw new MissingPeerError(peer, 'platformaticClient', cause);
  }
  learnFramedSnappy(library);
  return library;
};
