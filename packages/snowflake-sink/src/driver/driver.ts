/* What is used of snowflake-sdk, as structural types: no type of the optional package is needed to compile against this one. */

/** A value of a result's cell as the driver gives it. */
export type DriverValue = string | number | bigint | boolean | Date | null | object;

/** An error of the driver; what it says of the server is in `code` and `sqlState`. */
export interface DriverError extends Error {
  readonly code?: string | number;
  readonly sqlState?: string;
}

export interface DriverStatement {
  /** undefined where the statement has failed. */
  getColumns(): readonly { getName(): string }[] | undefined;
  cancel(done: (error: DriverError | undefined) => void): void;
}

export interface ExecuteOptions {
  readonly sqlText: string;
  readonly binds: readonly string[];
  readonly rowMode: 'array';
  readonly fetchAsString: readonly ('Number' | 'Boolean' | 'Date')[];
  /** Session parameters of this statement alone. */
  readonly parameters: Readonly<Record<string, number>>;
  complete(
    error: DriverError | undefined,
    statement: DriverStatement,
    rows: readonly (readonly DriverValue[])[] | undefined,
  ): void;
}

export interface DriverConnection {
  connect(done: (error: DriverError | undefined) => void): unknown;
  execute(options: ExecuteOptions): DriverStatement;
  isUp(): boolean;
  destroy(done: (error: DriverError | undefined) => void): unknown;
}

/** The part of snowflake-sdk that is used. */
export interface SnowflakeDriver {
  configure(options: Readonly<Record<string, unknown>>): void;
  createConnection(options: Readonly<Record<string, unknown>>): DriverConnection;
}
