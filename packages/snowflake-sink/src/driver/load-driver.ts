import { MissingPeerError } from '@cvd/core';
import type { SnowflakeDriver } from './driver.js';

/** snowflake-sdk, imported when it is first needed: 122 MB that only those who write to Snowflake have. @throws {MissingPeerError} */
export const loadDriver = async (): Promise<SnowflakeDriver> => {
  let module: { readonly default: SnowflakeDriver };
  try {
    module = (await import('snowflake-sdk')) as unknown as { readonly default: SnowflakeDriver };
  } catch (cause) {
    throw new MissingPeerError('snowflake-sdk', 'Writing to Snowflake', cause);
  }
  // Off before the first connection: the driver's log would go to a file in the working folder.
  module.default.configure({ logLevel: 'OFF', additionalLogToConsole: false });
  return module.default;
};
