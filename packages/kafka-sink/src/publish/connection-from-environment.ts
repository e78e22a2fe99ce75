import { InvalidOptionError } from '@cvd/core';
import type { KafkaConnection, KafkaSasl } from '../client/kafka-client.js';

const mechanisms: readonly string[] = ['plain', 'scram-sha-256', 'scram-sha-512'] satisfies KafkaSasl['mechanism'][];

const OWNER = 'environment';

const saslFrom = (environment: NodeJS.ProcessEnv): KafkaSasl | undefined => {
  const { KAFKA_USERNAME: username, KAFKA_PASSWORD: password, KAFKA_SASL_MECHANISM: given } = environment;
  if (!username && !password && !given) return undefined;
  const mechanism = (given || 'plain').toLowerCase();
  if (!mechanisms.includes(mechanism))
    throw new InvalidOptionError(OWNER, 'KAFKA_SASL_MECHANISM', `must be one of ${mechanisms.join(', ')}`);
  for (const [name, value] of Object.entries({ KAFKA_USERNAME: username, KAFKA_PASSWORD: password }))
    if (!value)
      throw new InvalidOptionError(OWNER, name, 'is needed where the broker asks for credentials, and is not set');
  return { mechanism: mechanism as KafkaSasl['mechanism'], username: username!, password: password! };
};

const tlsFrom = ({ KAFKA_TLS: text = '' }: NodeJS.ProcessEnv): boolean => {
  if (['', '0', 'false'].includes(text.toLowerCase())) return false;
  if (['1', 'true'].includes(text.toLowerCase())) return true;
  throw new InvalidOptionError(OWNER, 'KAFKA_TLS', 'must be true or false');
};

/**
 * How to reach Kafka, from the environment: `KAFKA_BOOTSTRAP_SERVERS` ("host:port,host:port", localhost:9092 where it is
 * not set), `KAFKA_TLS` (true or false), `KAFKA_SASL_MECHANISM` (plain, scram-sha-256, scram-sha-512; plain where there is a
 * user), `KAFKA_USERNAME` and `KAFKA_PASSWORD`.
 * @throws {InvalidOptionError} naming the variable, never its value
 */
export const connectionFromEnvironment = (environment: NodeJS.ProcessEnv = process.env): KafkaConnection => {
  const brokers = (environment.KAFKA_BOOTSTRAP_SERVERS || 'localhost:9092')
    .split(',')
    .map((broker) => broker.trim())
    .filter((broker) => broker !== '')
    .map((broker) => (/:\d+$/.test(broker) ? broker : `${broker}:9092`));
  if (brokers.length === 0)
    throw new InvalidOptionError(OWNER, 'KAFKA_BOOTSTRAP_SERVERS', 'must name a broker as host:port');
  const sasl = saslFrom(environment);
  return { brokers, ...(tlsFrom(environment) ? { tls: true } : {}), ...(sasl === undefined ? {} : { sasl }) };
};
