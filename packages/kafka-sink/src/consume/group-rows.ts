import { createHash } from 'node:crypto';
import type { IncomingMessage } from '../client/kafka-client.js';
import type { DecodedMessage, MessageDecoder, RowValues } from '../message/decode-message.js';
import type { DeadLetter } from './dead-letter.js';

/** Rows of one run, in the order of their log. */
export interface RowGroup {
  readonly runId: string;
  readonly fingerprint: string;
  /** Whether the rows are known by their place in the log alone. */
  readonly foreign: boolean;
  readonly messages: readonly IncomingMessage[];
  readonly values: readonly RowValues[];
  readonly rowIndices: readonly number[];
}

/** What a batch of messages holds. */
export interface GroupedRows {
  /** Runs of our own before foreign rows, so that the columns are learned from them. */
  readonly groups: readonly RowGroup[];
  /** Messages that hold no row. */
  readonly letters: readonly DeadLetter[];
}

/** Identity of the rows of a log that carry none, without their offset. */
export const foreignRun = (epoch: string, topic: string, partition: number) => {
  const runId = `log:${epoch}:${topic}:${partition}`;
  return { runId, fingerprint: createHash('sha256').update(runId).digest('hex').slice(0, 16) };
};

interface OpenGroup extends RowGroup {
  readonly messages: IncomingMessage[];
  readonly values: RowValues[];
  readonly rowIndices: number[];
}

/** @param foreign - the identity of rows that carry none */
export const groupRows = (
  messages: readonly IncomingMessage[],
  decode: MessageDecoder,
  foreign: { readonly runId: string; readonly fingerprint: string },
): GroupedRows => {
  const groups = new Map<string, OpenGroup>();
  const letters: DeadLetter[] = [];
  let last: OpenGroup | null = null;
  const groupOf = ({ identity }: DecodedMessage): OpenGroup => {
    const { runId, fingerprint } = identity ?? foreign;
    if (last?.runId === runId && last.fingerprint === fingerprint) return last;
    const key = `${fingerprint} ${runId}`;
    last = groups.get(key) ?? {
      runId,
      fingerprint,
      foreign: identity === null,
      messages: [],
      values: [],
      rowIndices: [],
    };
    groups.set(key, last);
    return last;
  };
  for (const message of messages) {
    const decoded = decode(message);
    if (decoded.problem !== undefined) {
      letters.push({ message, code: decoded.problem.code, reason: decoded.problem.message, attempts: 0 });
      continue;
    }
    const group = groupOf(decoded);
    group.messages.push(message);
    group.values.push(decoded.values);
    group.rowIndices.push(decoded.identity?.rowIndex ?? Number(message.offset));
  }
  const ordered = [...groups.values()].sort((a, b) => Number(a.foreign) - Number(b.foreign));
  return { groups: ordered, letters };
};
