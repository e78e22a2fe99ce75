import { advice } from '../advice.js';
import type { KafkaConnection } from '../kafka-client.js';
import { KafkaError } from '../kafka-error.js';
import { withoutSecrets } from '../without-secrets.js';
import { kindOf } from './error-kinds.js';
import { rootFailure } from './failure.js';

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
