import { isIP } from 'node:net';
import type { Connection, ConnectionOptions } from '@platformatic/kafka';
import type { KafkaConnection } from '../kafka-client.js';
import type { Address } from './address.js';
import type { Platformatic } from './load-platformatic.js';
import { toKafkaError } from './to-kafka-error.js';

/** A request of the protocol in one version, as the library has them. */
export interface Api<Args extends unknown[], Answer> {
  readonly key: number;
  readonly version: number;
  async(connection: Connection, ...args: Args): Promise<Answer>;
}

/** One connection to a broker. */
export interface Link {
  readonly closed: boolean;
  /**
   * Asks in the first of these versions that the broker has. After a request without an answer the link is closed: the library
   * would take the late one for the answer to another.
   * @throws what the library throws
   */
  call<Args extends unknown[], Answer>(
    apis: readonly Api<Args, Answer>[],
    limitMs: number,
    ...args: Args
  ): Promise<Answer>;
  close(): void;
}

/** Longer than any wait of ours, which is what ends a request. */
const never = 0x7fffffff;

const optionsOf = ({ tls, sasl }: KafkaConnection, host: string, connectTimeout: number): ConnectionOptions => ({
  connectTimeout,
  requestTimeout: never,
  ...(tls ? { tls: { ...(isIP(host) ? {} : { servername: host }), ...(tls === true ? {} : tls) } } : {}),
  ...(sasl
    ? {
        sasl: {
          mechanism: sasl.mechanism.toUpperCase() as 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512',
          username: sasl.username,
          password: sasl.password,
        },
      }
    : {}),
});

/** @throws {KafkaError} 'unreachable', 'refused'; nothing stays connected */
export const openLink = async (
  { Connection, GenericError, UnsupportedApiError, apiVersionsV3 }: Platformatic,
  connection: KafkaConnection,
  { host, port }: Address,
  limitMs: number,
): Promise<Link> => {
  const wire = new Connection(connection.clientId ?? 'cvd', optionsOf(connection, host, limitMs));
  let closed = false;
  wire.on('error', () => undefined); // told by the calls under way
  wire.on('close', () => {
    closed = true;
  });
  const close = (): void => {
    closed = true;
    void wire.close().catch(() => undefined);
    wire.socket?.destroy();
  };

  /** @throws a GenericError where it takes longer, and nothing is asked over this link again */
  const inTime = async <T>(work: Promise<T>, milliseconds: number): Promise<T> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new GenericError('PLT_KFK_TIMEOUT', `${host}:${port} has not answered within ${milliseconds / 1000} s`));
        close();
      }, milliseconds);
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(timer);
    }
  };

  const versions = new Map<number, { readonly minVersion: number; readonly maxVersion: number }>();
  try {
    const opening = async () => {
      await wire.connect(host, port);
      return apiVersionsV3.api.async(wire, 'cvd-kafka-sink', '1');
    };
    for (const { apiKey, minVersion, maxVersion } of (await inTime(opening(), limitMs)).apiKeys)
      versions.set(apiKey, { minVersion, maxVersion });
  } catch (error) {
    close();
    throw toKafkaError(error, { connection, kind: 'unreachable' });
  }

  return {
    get closed() {
      return closed;
    },
    call: async (apis, milliseconds, ...args) => {
      const api = apis.find(({ key, version }) => {
        const range = versions.get(key);
        return range !== undefined && range.minVersion <= version && version <= range.maxVersion;
      });
      if (!api) throw new UnsupportedApiError(`The broker is too old or too new for API ${apis[0]?.key}.`);
      return inTime(api.async(wire, ...args), milliseconds);
    },
    close,
  };
};
