import { MissingPeerError } from '@cvd/core';

/** The optional package that talks to Kafka. @throws {MissingPeerError} */
export const kafkaPackage = async (purpose: string): Promise<typeof import('@cvd/kafka-sink')> => {
  try {
    return await import('@cvd/kafka-sink');
  } catch (cause) {
    throw new MissingPeerError('@cvd/kafka-sink', purpose, cause);
  }
};
