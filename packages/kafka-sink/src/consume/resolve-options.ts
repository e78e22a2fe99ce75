import { InvalidOptionError } from '@cvd/core';
import { isTopicName, TOPIC_NAME } from '../client/topic-name.js';
import type { RetryOptions } from '../waiting/backoff.js';
import type { ConsumeOptions } from './consume-options.js';
import type { BatchLimits } from './partition-buffer.js';

/** Options with everything decided but how to reach Kafka. */
export interface ResolvedConsumeOptions
  extends Required<
    Pick<
      ConsumeOptions,
      | 'topic'
      | 'groupId'
      | 'sink'
      | 'concurrency'
      | 'epoch'
      | 'replay'
      | 'sessionTimeoutMs'
      | 'rebalanceTimeoutMs'
      | 'maxBytesPerPartition'
      | 'connectWithinMs'
      | 'unreachableMs'
      | 'drainTimeoutMs'
    >
  > {
  readonly metadata: ConsumeOptions['metadata'];
  readonly types: ConsumeOptions['types'];
  readonly limits: BatchLimits;
  readonly deadLetters: { readonly topic: string; readonly maxShare: number };
  readonly retry: Required<RetryOptions>;
}

const OWNER = 'createConsumer';
const LONGEST_MS = 2 ** 31 - 1;

const refuse = (option: string, problem: string): never => {
  throw new InvalidOptionError(OWNER, option, problem);
};

const whole = (option: string, value: number, least: number, most = LONGEST_MS): number =>
  Number.isInteger(value) && value >= least && value <= most
    ? value
    : refuse(option, `must be a whole number from ${least} to ${most}; got ${String(value)}`);

const topicName = (option: string, name: string): string =>
  isTopicName(name) ? name : refuse(option, `must be ${TOPIC_NAME}`);

const text = (option: string, value: string): string =>
  typeof value === 'string' && value !== '' ? value : refuse(option, 'must be text that is not empty');

const checkSink = ({ sink, guarantee = 'once' }: ConsumeOptions): void => {
  if (!['once', 'at-least-once', 'best-effort'].includes(guarantee))
    refuse('guarantee', 'must be once, at-least-once or best-effort');
  const { idempotent, durable } = sink.capabilities;
  if (durable !== 'write' && guarantee !== 'best-effort')
    refuse(
      'sink',
      `must make rows durable when a write settles, and the ${sink.name} sink does so only when it is closed: rows would be lost whose offsets are committed; guarantee: 'best-effort' takes it all the same`,
    );
  if (!idempotent && guarantee === 'once')
    refuse(
      'sink',
      `must refuse rows that it has, and the ${sink.name} sink does not: rows could land twice; guarantee: 'at-least-once' takes it all the same`,
    );
};

const limitsOf = ({ batchRows = 100, maxBatchRows = 10 * batchRows, ...options }: ConsumeOptions): BatchLimits => ({
  batchRows: whole('batchRows', batchRows, 1, 1_000_000),
  maxBatchRows: whole('maxBatchRows', maxBatchRows, batchRows, 10_000_000),
  maxBatchBytes: whole('maxBatchBytes', options.maxBatchBytes ?? 8 * 1024 * 1024, 1),
  maxWaitMs: whole('maxWaitMs', options.maxWaitMs ?? 1000, 0),
});

const deadLettersOf = ({ topic, deadLetters: { maxShare = 0.5, topic: name } = {} }: ConsumeOptions) => {
  if (!(maxShare >= 0 && maxShare <= 1)) refuse('deadLetters.maxShare', `must be from 0 to 1; got ${String(maxShare)}`);
  const letters = topicName('deadLetters.topic', name ?? `${topic}.dead-letters`);
  if (letters === topic) refuse('deadLetters.topic', 'must be another topic than the one that is read');
  return { topic: letters, maxShare };
};

const retryOf = ({ minDelayMs = 200, maxDelayMs = 10_000 }: RetryOptions = {}): Required<RetryOptions> => ({
  minDelayMs: whole('retry.minDelayMs', minDelayMs, 1),
  maxDelayMs: whole('retry.maxDelayMs', maxDelayMs, minDelayMs),
});

/** @throws {InvalidOptionError} */
export const resolveConsumeOptions = (options: ConsumeOptions): ResolvedConsumeOptions => {
  const { brokers } = options;
  if (!Array.isArray(brokers) || brokers.length === 0 || !brokers.every((broker) => /^\S+:\d+$/.test(String(broker))))
    refuse('brokers', 'must be a list of "host:port", at least one');
  checkSink(options);
  return {
    topic: topicName('topic', options.topic),
    groupId: text('groupId', options.groupId),
    sink: options.sink,
    metadata: options.metadata,
    types: options.types,
    limits: limitsOf(options),
    concurrency: whole('concurrency', options.concurrency ?? 4, 1, 1000),
    epoch: text('epoch', options.epoch ?? '0'),
    replay: options.replay ?? false,
    deadLetters: deadLettersOf(options),
    sessionTimeoutMs: whole('sessionTimeoutMs', options.sessionTimeoutMs ?? 12_000, 100),
    rebalanceTimeoutMs: whole('rebalanceTimeoutMs', options.rebalanceTimeoutMs ?? 60_000, 100),
    maxBytesPerPartition: whole('maxBytesPerPartition', options.maxBytesPerPartition ?? 1024 * 1024, 1),
    retry: retryOf(options.retry),
    connectWithinMs: whole('connectWithinMs', options.connectWithinMs ?? 30_000, 1),
    unreachableMs: whole('unreachableMs', options.unreachableMs ?? 300_000, 1),
    drainTimeoutMs: whole('drainTimeoutMs', options.drainTimeoutMs ?? 30_000, 0),
  };
};
