import { CvdError } from '@cvd/core';

/**
 * What a failed call to Kafka means for what is to be done next.
 * - 'unreachable': no broker answered. - 'refused': credentials or permissions. - 'missing-topic'. - 'too-large': a message is beyond
 * the broker's limit. - 'rebalance': this member must rejoin; hold nothing. - 'fenced': it is no member any longer.
 * - 'ambiguous': it may have been done. - 'transient': it was not done, and may be tried again. - 'fatal': anything else.
 */
export type KafkaErrorKind =
  | 'unreachable'
  | 'refused'
  | 'missing-topic'
  | 'too-large'
  | 'rebalance'
  | 'fenced'
  | 'ambiguous'
  | 'transient'
  | 'fatal';

/** A call to Kafka failed. Never holds a secret. */
export class KafkaError extends CvdError {
  static override readonly code = 'CVD_KAFKA';

  /** @param place - the broker's address, the topic or the group */
  constructor(
    readonly kind: KafkaErrorKind,
    readonly place: string,
    problem: string,
    advice: string,
    options: { readonly cause?: unknown } = {},
  ) {
    super(`Kafka, ${place}: ${problem}. ${advice}`, options);
  }
}
