import type { ServiceColumns } from '@cvd/core';
import type { SnowflakeDriver } from './driver/driver.js';
import type { RetryOptions } from './session/backoff.js';
import type { WriteMode } from './write/statements.js';

/** How to reach an account and who asks. One of `password`, `privateKey` and `token` is needed. */
export interface SnowflakeAccount {
  /** Account identifier: 'myorg-myaccount'. */
  readonly account: string;
  readonly username: string;
  readonly password?: string;
  /** Key-pair login: the private key as PEM text, PKCS #8. */
  readonly privateKey?: string;
  /** Opens an encrypted private key. */
  readonly passphrase?: string;
  readonly token?: string;
  /** What the token is. @default 'oauth' */
  readonly tokenKind?: 'oauth' | 'programmatic-access-token';
  /** @default the user's own */
  readonly warehouse?: string;
  /** @default the user's own */
  readonly role?: string;
  /** Address of the account where it is not `https://<account>.snowflakecomputing.com`. */
  readonly accessUrl?: string;
}

/** Where rows go. Names are taken exactly as written: `PATIENT_DATA` is what unquoted SQL calls patient_data. */
export interface SnowflakeTarget {
  readonly database: string;
  readonly schema: string;
  /** Made from the first batch and the metadata when it is not there; database and schema have to be. */
  readonly table: string;
}

export interface SnowflakeSinkOptions extends SnowflakeAccount, SnowflakeTarget {
  /** Other names for the columns that the sink adds. */
  readonly columns?: Partial<ServiceColumns>;
  /**
   * Columns that the rows have and the table has not are added; columns that the rows lack stay null. Without it either is a
   * SinkSchemaError. @default false
   */
  readonly addColumns?: boolean;
  /** 'merge' takes the table's lock; 'insert-not-exists' is for tables that one writer alone writes. @default 'merge' */
  readonly writeMode?: WriteMode;
  /** Milliseconds a statement may take, a warehouse's start included; then it is cancelled and sent again. @default 120,000 */
  readonly statementTimeoutMs?: number;
  /** Milliseconds a login may take. @default 60,000 */
  readonly connectTimeoutMs?: number;
  /** For lost sessions, lost connections and lock waiters. */
  readonly retry?: RetryOptions;
  /** Bytes of one request; a batch that needs more is refused. Snowflake takes 16 MB. @default 8,000,000 */
  readonly requestBytes?: number;
  /** Whether the session is kept by a heartbeat every 15 minutes while nothing is written. @default true */
  readonly keepAlive?: boolean;
  /** snowflake-sdk, where it is not to be imported by this package. */
  readonly driver?: SnowflakeDriver;
}
