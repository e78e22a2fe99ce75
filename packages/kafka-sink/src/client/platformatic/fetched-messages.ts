import type { RecordsBatch } from '@platformatic/kafka';
import type { IncomingMessage } from '../kafka-client.js';
import { plainHeaders } from './message-forms.js';

/** Bits of a batch's attributes: kafka.apache.org/documentation/#recordbatch. */
const LOG_APPEND_TIME = 1 << 3;
const TRANSACTIONAL = 1 << 4;
const CONTROL = 1 << 5;
/** In the key of a control record, after its version. */
const ABORT = 0;

/** What a producer wrote from an offset on, and took back. */
export interface AbortedTransaction {
  readonly producerId: bigint;
  readonly firstOffset: bigint;
}

export interface Fetched {
  readonly messages: IncomingMessage[];
  /** Offset to read on from; beyond what is not handed over, too. */
  readonly next: bigint;
}

/** What stands in fetched batches from an offset on, without control records and without what was taken back. */
export const messagesIn = (
  batches: readonly RecordsBatch[],
  aborted: readonly AbortedTransaction[],
  from: bigint,
): Fetched => {
  const messages: IncomingMessage[] = [];
  const waiting = aborted.toSorted((a, b) => (a.firstOffset < b.firstOffset ? -1 : 1));
  const takenBack = new Set<bigint>();
  let next = from;
  for (const batch of batches) {
    const last = batch.firstOffset + BigInt(batch.lastOffsetDelta);
    while (waiting.length > 0 && waiting[0]!.firstOffset <= last) takenBack.add(waiting.shift()!.producerId);
    if (batch.attributes & CONTROL) {
      if (batch.records[0]?.key?.readInt16BE(2) === ABORT) takenBack.delete(batch.producerId);
    } else if (!(batch.attributes & TRANSACTIONAL && takenBack.has(batch.producerId))) {
      for (const { offsetDelta, timestampDelta, key, value, headers } of batch.records) {
        const offset = batch.firstOffset + BigInt(offsetDelta);
        if (offset < from) continue; // a batch comes whole
        const timestamp =
          batch.attributes & LOG_APPEND_TIME ? batch.maxTimestamp : batch.firstTimestamp + timestampDelta;
        messages.push({ offset, timestamp: Number(timestamp), key, value, headers: plainHeaders(headers) });
      }
    }
    if (last >= next) next = last + 1n;
  }
  return { messages, next };
};
