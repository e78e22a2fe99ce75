import type { KafkaConnection } from '../kafka-client.js';
import { KafkaError, type KafkaErrorKind } from '../kafka-error.js';
import { kindOf } from './error-kinds.js';
import { rootFailure } from './failure.js';

const advice: Readonly<Record<KafkaErrorKind, string>> = {
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

export interface FailedCall {
  readonly connection: KafkaConnection;
  /** A topic or a group. @default the brokers */
  readonly place?: string;
  /** A lost answer to something that writes leaves open whether it was done. @default false */
  readonly writes?: boolean;
}

/** Any error of kafkajs as ours; one of ours is given back as it is. */
export const toKafkaError = (error: unknown, { connection, place, writes = false }: FailedCall): KafkaError => {
  if (error instanceof KafkaError) return error;
  const failure = rootFailure(error);
  const found = kindOf(failure);
  const kind = writes
    ? found === 'unreachable' // earlier tries may have got through
      ? 'ambiguous'
      : found
    : found === 'ambiguous'
      ? 'transient'
      : found;
  const brokers = connection.brokers.join(', ');
  const where = kind === 'unreachable' || kind === 'refused' ? [brokers, place] : [place ?? brokers];
  const problem = withoutSecrets(failure.message, connection).replace(/[.\s]+$/, '');
  return new KafkaError(kind, where.filter(Boolean).join(', '), problem, `${advice[kind]}.`, {
    // What a client keeps of a failed login is its own affair; it is not handed on.
    ...(kind === 'refused' ? {} : { cause: error }),
  });
};

const withoutSecrets = (text: string, { sasl }: KafkaConnection): string =>
  sasl?.password ? text.replaceAll(sasl.password, '…') : text;
