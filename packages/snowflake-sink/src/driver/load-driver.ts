import { MissingPeerError } from '@cvd/core';
import type { SnowflakeDriver } from './driver.js';

/**
 * What the driver does unasked and none of it is needed: at import it asks the cloud's metadata addresses and AWS which machine this is and
 * loads a native library, at login it reports the options' shape. The user's own settings stay.
 */
const quietly: Readonly<Record<string, string>> = {
  SNOWFLAKE_DISABLE_PLATFORM_DETECTION: 'true',
  SNOWFLAKE_DISABLE_MINICORE: 'true',
  SF_TELEMETRY_DISABLE_CONNECTION_SHAPE: 'true',
};

/** snowflake-sdk, imported when it is first needed: 122 MB that only those who write to Snowflake have. @throws {MissingPeerError} */
export const loadDriver = async (): Promise<SnowflakeDriver> => {
  for (const [name, value] of Object.entries(quietly)) process.env[name] ??= value;
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
