import {
  defaultServiceColumns,
  InvalidOptionError,
  quoteIdentifier,
  type ServiceColumns,
  serviceColumnKeys,
} from '@cvd/core';
import type { SnowflakeSinkOptions } from './options.js';
import { LEDGER_TABLE } from './run-ledger.js';
import { type RetryOptions, resolveRetry } from './session/backoff.js';
import { nameProblem } from './table/name-problems.js';
import type { WriteMode } from './write/statements.js';

/** Options of a sink, checked and complete. */
export interface ResolvedOptions {
  readonly service: ServiceColumns;
  readonly addColumns: boolean;
  readonly writeMode: WriteMode;
  readonly statementTimeoutMs: number;
  readonly connectTimeoutMs: number;
  readonly retry: Required<RetryOptions>;
  readonly requestBytes: number;
  /** Quoted, for SQL. */
  readonly schemaSql: string;
  readonly tableSql: string;
  /** How errors name the table. */
  readonly label: string;
}

/** What Snowflake takes as one request. */
const LARGEST_REQUEST = 16_000_000;

const invalid = (option: string, problem: string): never => {
  throw new InvalidOptionError('snowflakeSink', option, problem);
};

const wholeNumber = (option: string, value: number, lowest: number, highest: number): number =>
  Number.isSafeInteger(value) && value >= lowest && value <= highest
    ? value
    : invalid(option, `must be a whole number from ${lowest} to ${highest}; got ${String(value)}`);

const resolveColumns = (columns: Partial<ServiceColumns> | undefined): ServiceColumns => {
  const service = { ...defaultServiceColumns, ...columns };
  for (const key of serviceColumnKeys) {
    const problem = typeof service[key] === 'string' ? nameProblem(service[key]) : 'is no text';
    if (problem !== undefined) invalid(`columns.${key}`, problem);
  }
  if (new Set(Object.values(service).map((name) => name.toLowerCase())).size < serviceColumnKeys.length)
    invalid('columns', 'must give each column a name of its own');
  return service;
};

/** @throws {InvalidOptionError} naming the option; never with the value of a secret */
export const resolveOptions = (options: SnowflakeSinkOptions): ResolvedOptions => {
  const { account, username, database, schema, table, writeMode = 'merge' } = options;
  for (const [option, value] of Object.entries({ account, username, database, schema, table }))
    if (typeof value !== 'string' || value === '') invalid(option, 'must be text that is not empty');
  for (const [option, value] of Object.entries({ database, schema, table })) {
    const problem = nameProblem(value);
    if (problem !== undefined) invalid(option, problem);
  }
  if (table.toLowerCase() === LEDGER_TABLE)
    invalid('table', `must not be "${table}", which is the name of the sink's own ledger`);
  const logins = (['password', 'privateKey', 'token'] as const).filter((login) => options[login] !== undefined);
  if (logins.length !== 1)
    invalid(
      'password',
      logins.length === 0
        ? 'is missing; give password, privateKey or token'
        : `must not be given with ${logins.filter((l) => l !== 'password').join(' and ')}: one login is needed`,
    );
  if (writeMode !== 'merge' && writeMode !== 'insert-not-exists')
    invalid('writeMode', `must be 'merge' or 'insert-not-exists'; got ${JSON.stringify(writeMode)}`);
  const schemaSql = `${quoteIdentifier(database)}.${quoteIdentifier(schema)}`;
  return {
    service: resolveColumns(options.columns),
    addColumns: options.addColumns ?? false,
    writeMode,
    statementTimeoutMs: wholeNumber('statementTimeoutMs', options.statementTimeoutMs ?? 120_000, 1, 2 ** 31 - 1),
    connectTimeoutMs: wholeNumber('connectTimeoutMs', options.connectTimeoutMs ?? 60_000, 1, 2 ** 31 - 1),
    retry: resolveRetry(options.retry),
    requestBytes: wholeNumber('requestBytes', options.requestBytes ?? 8_000_000, 1000, LARGEST_REQUEST),
    schemaSql,
    tableSql: `${schemaSql}.${quoteIdentifier(table)}`,
    label: `table ${database}.${schema}.${table} of account ${account}`,
  };
};
