export type { ServiceColumns } from '@cvd/core';
export type { DriverConnection, DriverStatement, SnowflakeDriver } from './driver/driver.js';
export { type EnvironmentOptions, snowflakeOptionsFromEnvironment } from './environment-options.js';
export type { SnowflakeAccount, SnowflakeSinkOptions, SnowflakeTarget } from './options.js';
export type { RetryOptions } from './session/backoff.js';
export { SnowflakeError, type SnowflakeErrorKind } from './snowflake-error.js';
export { snowflakeSink } from './snowflake-sink.js';
export type { WriteMode } from './write/statements.js';
