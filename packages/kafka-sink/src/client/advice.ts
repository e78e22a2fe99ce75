import type { KafkaErrorKind } from './kafka-error.js';

/** What to do about a failed call, a clause for its message. */
export const advice: Readonly<Record<KafkaErrorKind, string>> = {
  unreachable: 'Check the address and that the broker runs and can be reached from here',
  refused: 'Check the credentials, the mechanism and what they are allowed to do',
  'missing-topic': 'Create the topic, or check its name',
  'too-large': "Send less in one message, or raise the broker's message.max.bytes and the topic's max.message.bytes",
  rebalance: 'The group shares out its partitions anew; what was not committed is handed over again',
  fenced: 'Make a new consumer; what was not committed is handed over again',
  ambiguous: 'It may have been done or not; do it again under the same identity',
  transient: 'Try again',
  fatal: 'See the cause',
};
