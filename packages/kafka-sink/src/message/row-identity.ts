import { type Batch, isRunId, rowIndexAt } from '@cvd/core';
import type { KafkaHeaders } from '../client/kafka-client.js';
import { asBuffer } from './as-buffer.js';
import { HEADER } from './header-names.js';
import type { MessageProblem } from './message-problem.js';

/** What tells a row from every other, wherever its record came to stand. */
export interface RowIdentity {
  readonly runId: string;
  readonly rowIndex: number;
  /** 16 hexadecimal digits. */
  readonly fingerprint: string;
}

/** The headers of row `k` of a batch. */
export const identityHeaders = (batch: Batch): ((k: number) => KafkaHeaders) => {
  const runId = Buffer.from(batch.runId, 'latin1');
  const fingerprint = Buffer.from(batch.fingerprint, 'hex');
  return (k) => ({
    [HEADER.runId]: runId,
    [HEADER.rowIndex]: Buffer.from(String(rowIndexAt(batch, k)), 'latin1'),
    [HEADER.fingerprint]: fingerprint,
  });
};

/** A decimal whole number up to 2^53 − 1; −1 where the bytes are none. */
const readIndex = (bytes: Uint8Array | undefined): number => {
  if (bytes === undefined || bytes.length === 0 || bytes.length > 16) return -1;
  let index = 0;
  for (const byte of bytes) {
    if (byte < 48 || byte > 57) return -1;
    index = 10 * index + (byte - 48);
  }
  return Number.isSafeInteger(index) ? index : -1;
};

const bad = (message: string): { readonly problem: MessageProblem } => ({ problem: { code: 'bad-identity', message } });

/** Texts of headers that are the same in record after record. */
const remembering = (encoding: 'latin1' | 'hex'): ((bytes: Uint8Array) => string) => {
  let last: Uint8Array = new Uint8Array();
  let text = '';
  return (bytes) => {
    const buffer = asBuffer(bytes);
    if (!buffer.equals(last)) {
      text = buffer.toString(encoding);
      last = Uint8Array.from(bytes); // the record's own bytes keep a whole fetch in memory
    }
    return text;
  };
};

/** Reads identities from headers; null for records that carry none, which come from elsewhere. */
export const createIdentityReader = (): ((
  headers: KafkaHeaders,
) => RowIdentity | null | { readonly problem: MessageProblem }) => {
  const runIdText = remembering('latin1');
  const fingerprintText = remembering('hex');
  let valid = ''; // a look at the text of each record takes as long as all else here
  return (headers) => {
    const runIdBytes = headers[HEADER.runId];
    if (runIdBytes === undefined) return null;
    const runId = runIdText(runIdBytes);
    if (runId !== valid && !isRunId(runId)) return bad(`Its header ${HEADER.runId} is no UUID.`);
    valid = runId;
    const rowIndex = readIndex(headers[HEADER.rowIndex]);
    if (rowIndex < 0) return bad(`Its header ${HEADER.rowIndex} is no whole number from 0 to 2^53 - 1.`);
    const fingerprint = headers[HEADER.fingerprint];
    if (fingerprint?.length !== 8) return bad(`Its header ${HEADER.fingerprint} does not have 8 bytes.`);
    return { runId, rowIndex, fingerprint: fingerprintText(fingerprint) };
  };
};
