import {
  AuthenticationError,
  MultipleErrors,
  NetworkError,
  ProtocolError,
  ResponseError,
  TimeoutError,
} from '@platformatic/kafka';
import { describe, expect, it } from 'vitest';
import { KafkaError } from '../kafka-error.js';
import { answerIn } from './failure.js';
import { toKafkaError } from './to-kafka-error.js';

const connection = {
  brokers: ['a:1', 'b:2'],
  sasl: { mechanism: 'plain', username: 'u', password: 'p4ss' },
} as const;

/** As the library makes them of a broker's answer. */
const answered = (id: number, said: string | null = null) =>
  new ResponseError(0, 11, { '/responses/0/partition_responses/0': [id, said] }, { of: id });

const kindOf = (error: unknown, writes = false) => toKafkaError(error, { connection, place: 'topic', writes }).kind;

describe('errors of @platformatic/kafka', () => {
  it.each([
    [3, 'missing-topic'],
    [10, 'too-large'],
    [27, 'rebalance'],
    [22, 'rebalance'],
    [25, 'fenced'],
    [29, 'refused'],
    [30, 'refused'],
    [45, 'transient'],
    [17, 'fatal'],
    [16, 'transient'],
    [15, 'transient'],
    [14, 'transient'],
    [6, 'transient'],
    [19, 'transient'],
  ])('the broker’s error %d is %s, bare, in an answer and among others', (id, kind) => {
    expect(kindOf(new ProtocolError(id))).toBe(kind);
    expect(kindOf(answered(id))).toBe(kind);
    expect(kindOf(new MultipleErrors('failed', [answered(id)]))).toBe(kind);
  });

  it('a lost answer leaves open whether something was written, and nothing else', () => {
    for (const lost of [new NetworkError('Connection closed'), new TimeoutError('Request timed out'), answered(7)]) {
      expect(kindOf(lost)).toBe('transient');
      expect(kindOf(lost, true)).toBe('ambiguous');
    }
    expect(kindOf(answered(20), true)).toBe('ambiguous');
  });

  it('what it does not know is fatal', () => {
    expect(kindOf(new TypeError('a bug'))).toBe('fatal');
    expect(kindOf('text')).toBe('fatal');
  });

  it('says what the broker says, or what lies beneath', () => {
    const said = toKafkaError(answered(10, 'The record is 5000 bytes'), { connection, place: 'rows' });
    expect(said.message).toMatch(/^Kafka, rows: MESSAGE_TOO_LARGE: The record is 5000 bytes\. Send less/);
    const refused = new NetworkError('Connection to a:1 failed.', { cause: new Error('self-signed certificate') });
    expect(toKafkaError(refused, { connection, kind: 'unreachable' }).message).toMatch(
      /^Kafka, a:1, b:2: Connection to a:1 failed: self-signed certificate\. Check the address/,
    );
  });

  it('holds no password, in no field', () => {
    const login = new AuthenticationError('SASL failed for u with p4ss');
    const error = toKafkaError(new NetworkError('Connection failed.', { cause: login }), {
      connection,
      kind: 'unreachable',
    });
    expect(error.kind).toBe('refused');
    expect(error.message).toContain('SASL failed for u with …');
    expect(error.cause).toBeUndefined();
  });

  it('an error of ours stays what it is', () => {
    const error = new KafkaError('fenced', 'x', 'y', 'z');
    expect(toKafkaError(error, { connection })).toBe(error);
  });

  it('keeps the answer that an error was made of', () => {
    expect(answerIn(answered(3))).toEqual({ of: 3 });
    expect(answerIn(new NetworkError('Connection closed'))).toBeUndefined();
  });
});
