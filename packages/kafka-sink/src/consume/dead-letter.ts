import type { IncomingMessage, OutgoingMessage } from '../client/kafka-client.js';

/** A message that could not be landed, and why. */
export interface DeadLetter {
  readonly message: IncomingMessage;
  /** A message's problem ('not-json', …) or the code of the sink's error ('CVD_…'). */
  readonly code: string;
  readonly reason: string;
  /** Writes that it took part in; 0 where it never came to one. */
  readonly attempts: number;
}

/** Headers that a dead letter has beside the original ones. */
export const DEAD_LETTER_HEADER = {
  code: 'cvd-error-code',
  message: 'cvd-error-message',
  topic: 'cvd-source-topic',
  partition: 'cvd-source-partition',
  offset: 'cvd-source-offset',
  attempts: 'cvd-attempts',
} as const;

/** Characters of a reason that a header holds, so that a dead letter is not much larger than its message. */
const REASON_LENGTH = 1000;

const utf8 = (text: string | number | bigint): Uint8Array => Buffer.from(String(text), 'utf8');

/** The record for the dead-letter topic: key, value and headers as they were, with the reason beside them. */
export const deadLetterRecord = (
  { message, code, reason, attempts }: DeadLetter,
  topic: string,
  partition: number,
): OutgoingMessage => ({
  key: message.key,
  value: message.value,
  headers: {
    ...message.headers,
    [DEAD_LETTER_HEADER.code]: utf8(code),
    [DEAD_LETTER_HEADER.message]: utf8(reason.slice(0, REASON_LENGTH)),
    [DEAD_LETTER_HEADER.topic]: utf8(topic),
    [DEAD_LETTER_HEADER.partition]: utf8(partition),
    [DEAD_LETTER_HEADER.offset]: utf8(message.offset),
    [DEAD_LETTER_HEADER.attempts]: utf8(attempts),
  },
});
