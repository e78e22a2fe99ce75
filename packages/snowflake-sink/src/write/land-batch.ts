import { type Batch, checkRowIndices, SinkWriteError, type WriteReceipt } from '@cvd/core';
import type { ResolvedOptions } from '../resolve-options.js';
import type { RunLedger } from '../run-ledger.js';
import type { Session } from '../session/session.js';
import type { TargetTable } from '../table/ensure-table.js';
import { batchJson } from './batch-json.js';
import { distinctRows } from './new-rows.js';
import { createStamp } from './stamp.js';
import { countSql, landSql } from './statements.js';

/** What a write works with. */
export interface WriteContext {
  readonly session: Session;
  readonly options: ResolvedOptions;
  readonly table: TargetTable;
  readonly ledger: RunLedger;
}

/** Bytes of everything in a request beside the rows: addresses, statement, parameters. */
const ENVELOPE_BYTES = 100_000;

/** The rows travel as text inside the request's JSON, so that each of their quotes takes a backslash more. */
const checkSize = (json: string, rows: number, { requestBytes, label }: ResolvedOptions): void => {
  const bytes = Buffer.byteLength(JSON.stringify(json));
  if (bytes + Math.min(ENVELOPE_BYTES, requestBytes / 10) <= requestBytes) return;
  throw new SinkWriteError(
    'snowflake',
    label,
    `the ${rows} rows of the batch take ${bytes} bytes, more than one request may have (requestBytes ${requestBytes}); ` +
      `lower batchRows to ${Math.max(1, Math.floor((rows * requestBytes * 0.8) / bytes))} or less`,
  );
};

/**
 * Lands a batch by one idempotent statement. The receipt is the statement's own count where all rows were new; otherwise the
 * rows that carry this write's stamp are counted, since an earlier attempt may have landed them unheard.
 */
export const landBatch = async (
  { session, options, table, ledger }: WriteContext,
  batch: Batch,
  signal: AbortSignal | undefined,
): Promise<WriteReceipt> => {
  checkRowIndices(batch);
  const columns = await table.match(batch.table, signal);
  await ledger.check(batch.runId, batch.fingerprint, signal);
  if (batch.table.rows === 0) return { written: 0, refused: 0 };
  const rows = distinctRows(batch);
  const stampType = columns.find(({ source }) => source === 'ingestedAt')!.type;
  const stamp = createStamp(stampType);
  const json = batchJson(columns, batch, rows, { stamp, label: options.label });
  checkSize(json, rows.positions.length, options);
  const identity = [batch.runId, String(rows.lowest), String(rows.highest)];
  const { tableSql, service, writeMode } = options;
  const result = await session.execute(landSql(tableSql, columns, service, writeMode), [json, ...identity], signal);
  let written = Number(result.rows[0]?.[0]);
  if (written !== rows.positions.length) {
    // Landed rows are counted to the end: a signal that comes now would hide that they are there.
    const count = await session.execute(countSql(tableSql, stampType, service), [...identity, stamp], undefined);
    written = Number(count.rows[0]?.[0]);
  }
  return { written, refused: batch.table.rows - written };
};
