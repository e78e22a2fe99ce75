import { MissingPeerError } from '@cvd/core';

/** The optional package that writes to Snowflake. @throws {MissingPeerError} */
export const snowflakePackage = async (): Promise<typeof import('@cvd/snowflake-sink')> => {
  try {
    return await import('@cvd/snowflake-sink');
  } catch (cause) {
    throw new MissingPeerError('@cvd/snowflake-sink', 'Writing to Snowflake', cause);
  }
};
