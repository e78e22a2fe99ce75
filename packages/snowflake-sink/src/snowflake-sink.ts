import { type Sink, type SinkOpenOptions, sinkLifecycle } from '@cvd/core';
import { connectionOptions } from './driver/connection-options.js';
import { loadDriver } from './driver/load-driver.js';
import type { SnowflakeSinkOptions } from './options.js';
import { resolveOptions } from './resolve-options.js';
import { createRunLedger } from './run-ledger.js';
import { createRedactor } from './session/redact.js';
import { createSession } from './session/session.js';
import { toSinkError } from './sink-error.js';
import { createTargetTable } from './table/ensure-table.js';
import { landBatch, type WriteContext } from './write/land-batch.js';

/**
 * Lands rows in a table of Snowflake, each row of a run once. A batch is one idempotent statement in autocommit: its rows or
 * nothing, and no transaction that a dead session could leave open. Beside the rows' own columns the table has
 * `ingested_at`, `_run_id`, `_row_index`, `_topic`, `_partition` and `_offset`.
 *
 * Needs the package snowflake-sdk, which is imported by `open` and whose log is turned off. Lost sessions, lost connections
 * and lock waiters are met by the same statement again, on a new connection where needed.
 * `open` throws {@link MissingPeerError} or {@link SnowflakeError}; `write` throws {@link SinkSchemaError},
 * {@link RunMismatchError}, {@link SinkWriteError} for rows that the table does not take, and {@link SnowflakeError}. After one of
 * kind 'unreachable' or 'busy' the batch may or may not have landed; written again, it lands once.
 *
 * @throws {InvalidOptionError}
 * @example await stream(model.sample(10_000), snowflakeSink({ account, username, password, database, schema, table }), { batchRows: 10_000 });
 */
export const snowflakeSink = (options: SnowflakeSinkOptions): Sink => {
  const resolved = resolveOptions(options);
  const connection = connectionOptions(options, options.keepAlive ?? true);
  const redact = createRedactor([
    options.password,
    options.privateKey,
    options.passphrase,
    options.token,
    connection.privateKey as string | undefined,
  ]);
  const lifecycle = sinkLifecycle('snowflake');
  let context: WriteContext | null = null;
  return {
    contract: 1,
    name: 'snowflake',
    capabilities: { idempotent: true, durable: 'write' },
    open: ({ metadata, signal }: SinkOpenOptions = {}) =>
      lifecycle.open(async () => {
        const driver = options.driver ?? (await loadDriver());
        const session = createSession({ ...resolved, driver, connection, place: `account ${options.account}`, redact });
        await session.connect(signal);
        const ledger = createRunLedger(session, resolved.schemaSql, options.table);
        context = { session, options: resolved, ledger, table: createTargetTable(session, resolved, metadata) };
      }, signal),
    write: (batch, { signal } = {}) =>
      lifecycle.run(
        'write',
        async () => {
          try {
            return await landBatch(context!, batch, signal);
          } catch (error) {
            context!.table.forget(); // someone may have changed the table
            throw toSinkError(resolved.label, error);
          }
        },
        signal,
      ),
    flush: () => lifecycle.run('flush', async () => {}), // every write is durable when it settles
    close: () => lifecycle.close(() => context!.session.close()),
  };
};
