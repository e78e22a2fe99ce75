import { describe, expect, it } from 'vitest';
import { connectionFromEnvironment } from './connection-from-environment.js';

describe('connectionFromEnvironment', () => {
  it('is a broker of this machine where nothing is set', () => {
    expect(connectionFromEnvironment({})).toEqual({ brokers: ['localhost:9092'] });
    expect(connectionFromEnvironment({ KAFKA_BOOTSTRAP_SERVERS: '', KAFKA_TLS: '0', KAFKA_USERNAME: '' })).toEqual({
      brokers: ['localhost:9092'],
    });
  });

  it('reads brokers, TLS and credentials', () => {
    const environment = {
      KAFKA_BOOTSTRAP_SERVERS: 'a:1, b,[::1]:3',
      KAFKA_TLS: 'true',
      KAFKA_SASL_MECHANISM: 'SCRAM-SHA-512',
      KAFKA_USERNAME: 'me',
      KAFKA_PASSWORD: 's3cret',
    };
    expect(connectionFromEnvironment(environment)).toEqual({
      brokers: ['a:1', 'b:9092', '[::1]:3'],
      tls: true,
      sasl: { mechanism: 'scram-sha-512', username: 'me', password: 's3cret' },
    });
    expect(connectionFromEnvironment({ KAFKA_USERNAME: 'me', KAFKA_PASSWORD: 's3cret' }).sasl?.mechanism).toBe('plain');
  });

  it.each<[string, NodeJS.ProcessEnv]>([
    ['KAFKA_PASSWORD', { KAFKA_USERNAME: 'me' }],
    ['KAFKA_USERNAME', { KAFKA_PASSWORD: 's3cret' }],
    ['KAFKA_SASL_MECHANISM', { KAFKA_USERNAME: 'me', KAFKA_PASSWORD: 's3cret', KAFKA_SASL_MECHANISM: 's3cret' }],
    ['KAFKA_TLS', { KAFKA_TLS: 'maybe' }],
    ['KAFKA_BOOTSTRAP_SERVERS', { KAFKA_BOOTSTRAP_SERVERS: ' , ' }],
  ])('names %s where it is wrong, and shows no value', (name, environment) => {
    const read = () => connectionFromEnvironment(environment);
    expect(read).toThrow(expect.objectContaining({ code: 'CVD_INVALID_OPTION', option: name }));
    expect(read).toThrow(expect.objectContaining({ message: expect.not.stringContaining('s3cret') }));
  });
});
