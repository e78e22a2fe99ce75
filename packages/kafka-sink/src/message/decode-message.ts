import { isUtf8 } from 'node:buffer';
import { parseJsonRow } from '@cvd/core';
import type { IncomingMessage } from '../client/kafka-client.js';
import { asBuffer } from './as-buffer.js';
import type { MessageProblem, MessageProblemCode } from './message-problem.js';
import { createIdentityReader, type RowIdentity } from './row-identity.js';

/** The values of a row by column, as JSON has them; integers beyond ±2⁵³ are bigint. */
export type RowValues = Readonly<Record<string, unknown>>;

/** A message that holds a row; whether the values fit is for {@link createMessageTables} to say. */
export interface DecodedMessage {
  /** null for a record that was not made by a sink of ours. */
  readonly identity: RowIdentity | null;
  readonly values: RowValues;
  readonly problem?: undefined;
}

/** A message that holds none. */
export interface BadMessage {
  readonly problem: MessageProblem;
}

/** What the messages of a topic are read by. */
export type MessageDecoder = (message: Pick<IncomingMessage, 'value' | 'headers'>) => DecodedMessage | BadMessage;

const bad = (code: MessageProblemCode, message: string): BadMessage => ({ problem: { code, message } });

/** A decoder remembers what one message has in common with the next. */
export const createMessageDecoder = (): MessageDecoder => {
  const readIdentity = createIdentityReader();
  return ({ value, headers }) => {
    const identity = readIdentity(headers);
    if (identity !== null && 'problem' in identity) return identity;
    if (value === null) return bad('no-value', 'It has no value.');
    if (!isUtf8(value)) return bad('not-utf8', 'Its value is no UTF-8.');
    try {
      const values = parseJsonRow(asBuffer(value).toString('utf8'));
      return values === null ? bad('not-an-object', 'Its value is JSON, but no object.') : { identity, values };
    } catch {
      return bad('not-json', 'Its value is no JSON.'); // what the parser says of it would repeat the value
    }
  };
};

/** One message by itself. */
export const decodeMessage: MessageDecoder = (message) => createMessageDecoder()(message);
