import { UsageError } from '../errors/usage-error.js';

/** A topic named on the command line. */
export interface KafkaLocation {
  readonly kind: 'kafka';
  /** 'host:port' each; none where the environment says which (`kafka:///topic`). */
  readonly brokers: readonly string[];
  readonly topic: string;
  /** What stands behind `?`, decoded. */
  readonly parameters: Readonly<Partial<Record<string, string>>>;
}

/** The form of names that are understood, for help and errors. */
export const kafkaForm = 'kafka://HOST:PORT[,HOST:PORT]/TOPIC';

export const isKafkaLocation = (text: string): boolean => /^kafka:/i.test(text);

const DEFAULT_PORT = 9092;

/** A host name, an IPv4 address or an IPv6 address in brackets, and a port. */
const BROKER = /^([\w.-]+|\[[\da-f:.]+\])(?::(\d{1,5}))?$/i;

/** What Kafka takes as a topic. */
const TOPIC = /^[\w.-]{1,249}$/;

const parseBroker = (text: string, broker: string): string => {
  const [, host, digits] = BROKER.exec(broker) ?? [];
  const port = digits === undefined ? DEFAULT_PORT : Number(digits);
  if (host === undefined || port < 1 || port > 65_535)
    throw new UsageError(`"${broker}" in "${text}" is no HOST:PORT. Write ${kafkaForm}.`);
  return `${host}:${port}`;
};

const parseParameters = (text: string, query: string, known: readonly string[]): Record<string, string> => {
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    if (!known.includes(name)) {
      const list = known.length === 0 ? 'none is understood here' : `understood here: ${known.join(', ')}`;
      throw new UsageError(`"?${name}=" in "${text}" is unknown; ${list}.`);
    }
    if (Object.hasOwn(parameters, name)) throw new UsageError(`"${name}" stands twice in "${text}".`);
    if (value === '') throw new UsageError(`"${name}" in "${text}" has no value.`);
    parameters[name] = value;
  }
  return parameters;
};

/**
 * Reads `kafka://host:port[,host:port]/topic[?name=value&…]`; a port left out is 9092, brokers left out
 * (`kafka:///topic`) are the environment's.
 * @param known - names that may stand behind `?`
 * @throws {UsageError}
 */
export const parseKafkaLocation = (text: string, known: readonly string[] = []): KafkaLocation => {
  const [, brokers, topic, query = ''] = /^kafka:\/\/([^/?#]*)\/([^/?#]*)(?:\?([^#]*))?$/i.exec(text) ?? [];
  // The text may hold a password: it is not shown.
  if (/^kafka:\/*[^/?]*@/i.test(text))
    throw new UsageError(
      'A Kafka location takes no user and no password, which others could see in the list of processes. Set KAFKA_USERNAME and KAFKA_PASSWORD instead.',
    );
  if (brokers === undefined || topic === undefined)
    throw new UsageError(`"${text}" names no topic. Write ${kafkaForm}.`);
  if (!TOPIC.test(topic) || topic === '.' || topic === '..')
    throw new UsageError(
      topic === ''
        ? `"${text}" names no topic. Write ${kafkaForm}.`
        : `"${topic}" in "${text}" is no topic: 1 to 249 letters, digits, dots, dashes and underscores.`,
    );
  return {
    kind: 'kafka',
    brokers: brokers === '' ? [] : brokers.split(',').map((broker) => parseBroker(text, broker)),
    topic,
    parameters: parseParameters(text, query, known),
  };
};

/** How a topic is called in messages. */
export const kafkaName = ({ topic }: KafkaLocation): string => `topic "${topic}"`;
