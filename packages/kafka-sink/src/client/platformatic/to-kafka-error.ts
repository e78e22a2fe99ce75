import { advice } from '../advice.js';
import type { KafkaConnection } from '../kafka-client.js';
import { KafkaError, type KafkaErrorKind } from '../kafka-error.js';
import { withoutSecrets } from '../without-secrets.js';
import { kindOf } from './error-kinds.js';
import { rootFailure } from './failure.js';

export interface FailedCall {
  readonly connection: KafkaConnection;
  /** A topic or a group. @default the brokers */
  readonly place?: string;
  /** A lost answer to something that writes leaves open whether it was done. @default false */
  readonly writes?: boolean;
  /** What is known of it already. @default what the error says */
  readonly kind?: KafkaErrorKind;
}

/** Any error of @platformatic/kafka as ours; one of ours is given back as it is. */
export const toKafkaError = (error: unknown, { connection, place, writes = false, kind }: FailedCall): KafkaError => {
  if (error instanceof KafkaError) return error;
  const failure = rootFailure(error);
  const found = kindOf(failure);
  const told = found === 'refused' ? found : (kind ?? (found === 'ambiguous' && !writes ? 'transient' : found));
  const brokers = connection.brokers.join(', ');
  const where = told === 'unreachable' || told === 'refused' ? [brokers, place] : [place ?? brokers];
  const said = [failure.apiId, failure.serverErrorMessage || failure.message].filter(Boolean).join(': ');
  const problem = withoutSecrets(said, connection).replace(/[.\s]+$/, '');
  return new KafkaError(told, where.filter(Boolean).join(', '), problem, `${advice[told]}.`, {
    // What a client keeps of a failed login is its own affair; it is not handed on.
    ...(told === 'refused' ? {} : { cause: error }),
  });
};
