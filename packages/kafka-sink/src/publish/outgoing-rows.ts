import { type Batch, cellAt, rowIndexAt } from '@cvd/core';
import type { OutgoingMessage } from '../client/kafka-client.js';
import { encodeRows } from '../message/encode-rows.js';
import { HEADER } from '../message/header-names.js';
import { identityHeaders } from '../message/row-identity.js';
import { RowTooLargeError } from './row-too-large-error.js';

/** A row on its way. */
export interface OutgoingRow {
  readonly rowIndex: number;
  readonly message: OutgoingMessage;
  /** Bytes of the record before compression, a little more than it takes. */
  readonly bytes: number;
}

/** Lengths, offset and time delta of a record, and the lengths of key, value and each header: varints, at their longest. */
const RECORD_BYTES = 40;

/** What the three headers take beside the row index: names, run id, fingerprint. */
const HEADER_BYTES = Object.values(HEADER).join('').length + 36 + 8;

/** Digits of a row index at most. */
const INDEX_BYTES = 16;

/**
 * The rows of a batch as messages.
 * @param key - column whose text is the key; rows without a value there have none
 * @throws {RowTooLargeError} for a row beyond `maxBytes`, {InvalidValueError} for ±Infinity
 */
export const outgoingRows = (batch: Batch, topic: string, key: string | null, maxBytes: number): OutgoingRow[] => {
  const headers = identityHeaders(batch);
  const keys = key === null ? null : batch.table.column(key);
  return encodeRows(batch.table).map((value, k) => {
    const cell = keys === null ? null : cellAt(keys, k);
    const message = { key: cell === null ? null : Buffer.from(String(cell), 'utf8'), value, headers: headers(k) };
    const bytes = value.length + (message.key?.length ?? 0) + RECORD_BYTES + HEADER_BYTES + INDEX_BYTES;
    const rowIndex = rowIndexAt(batch, k);
    if (bytes > maxBytes) throw new RowTooLargeError(topic, batch.runId, rowIndex, bytes, maxBytes);
    return { rowIndex, message, bytes };
  });
};
