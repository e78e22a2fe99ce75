import { KafkaJSConnectionError, KafkaJSError, KafkaJSNumberOfRetriesExceeded, KafkaJSProtocolError } from 'kafkajs';
import { describe, expect, it } from 'vitest';
import { KafkaError } from '../kafka-error.js';
import { toKafkaError } from './to-kafka-error.js';

const connection = {
  brokers: ['a:1', 'b:2'],
  sasl: { mechanism: 'plain', username: 'u', password: 'p4ss' },
} as const;

/** As kafkajs makes them of a broker's answer. */
const answered = (type: string, retriable = false) =>
  new KafkaJSProtocolError(Object.assign(new Error(`The broker said ${type}`), { type, retriable, code: 1 }));

const exhausted = (error: Error) => new KafkaJSNumberOfRetriesExceeded(error, { retryCount: 3, retryTime: 10 });

const kindOf = (error: unknown, writes = false) => toKafkaError(error, { connection, place: 'topic', writes }).kind;

describe('errors of kafkajs', () => {
  it.each([
    ['UNKNOWN_TOPIC_OR_PARTITION', 'missing-topic'],
    ['MESSAGE_TOO_LARGE', 'too-large'],
    ['REBALANCE_IN_PROGRESS', 'rebalance'],
    ['ILLEGAL_GENERATION', 'rebalance'],
    ['UNKNOWN_MEMBER_ID', 'fenced'],
    ['TOPIC_AUTHORIZATION_FAILED', 'refused'],
    ['GROUP_AUTHORIZATION_FAILED', 'refused'],
    ['OUT_OF_ORDER_SEQUENCE_NUMBER', 'transient'],
    ['INVALID_TOPIC_EXCEPTION', 'fatal'],
  ])('%s is %s, bare and as the reason of exhausted retries', (type, kind) => {
    expect(kindOf(answered(type))).toBe(kind);
    expect(kindOf(exhausted(answered(type)))).toBe(kind);
    expect(kindOf(exhausted(exhausted(answered(type))))).toBe(kind);
  });

  it('what may be tried again by kafkajs is transient, what it does not know is fatal', () => {
    expect(kindOf(answered('SOMETHING_NEW', true))).toBe('transient');
    expect(kindOf(new KafkaJSError('odd'))).toBe('transient');
    expect(kindOf(new TypeError('a bug'))).toBe('fatal');
    expect(kindOf('text')).toBe('fatal');
  });

  it('a lost connection leaves open whether something was written, and nothing else', () => {
    const lost = exhausted(new KafkaJSConnectionError('Connection timeout', { broker: 'a:1' }));
    expect(kindOf(lost)).toBe('unreachable');
    expect(kindOf(lost, true)).toBe('ambiguous');
    expect(kindOf(answered('REQUEST_TIMED_OUT', true))).toBe('transient');
    expect(kindOf(answered('REQUEST_TIMED_OUT', true), true)).toBe('ambiguous');
    expect(kindOf(answered('NOT_ENOUGH_REPLICAS_AFTER_APPEND', true), true)).toBe('ambiguous');
    expect(kindOf(answered('NOT_ENOUGH_REPLICAS', true), true)).toBe('transient');
  });

  it('names the brokers where they are the matter, the place where it is', () => {
    const lost = toKafkaError(new KafkaJSConnectionError('Connection timeout'), { connection });
    expect(lost.message).toBe(
      'Kafka, a:1, b:2: Connection timeout. Check the address and that the broker runs and can be reached from here.',
    );
    expect(toKafkaError(answered('MESSAGE_TOO_LARGE'), { connection, place: 'rows' }).place).toBe('rows');
  });

  it('holds no password, in no field', () => {
    const failure = Object.assign(new KafkaJSError('SASL failed for u with p4ss'), {
      name: 'KafkaJSSASLAuthenticationError',
    });
    const error = toKafkaError(failure, { connection });
    expect(error.kind).toBe('refused');
    expect(error.message).toContain('SASL failed for u with …');
    expect(error.cause).toBeUndefined();
  });

  it('an error of ours stays what it is', () => {
    const error = new KafkaError('fenced', 'x', 'y', 'z');
    expect(toKafkaError(error, { connection })).toBe(error);
  });
});
