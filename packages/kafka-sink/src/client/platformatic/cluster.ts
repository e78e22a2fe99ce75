import { within } from '../../waiting/backoff.js';
import type { KafkaConnection } from '../kafka-client.js';
import { KafkaError } from '../kafka-error.js';
import { type Address, addressOf } from './address.js';
import { answerIn } from './failure.js';
import { type Api, type Link, openLink } from './link.js';
import { loadPlatformatic, type Platformatic } from './load-platformatic.js';
import { persist } from './persist.js';
import { toKafkaError } from './to-kafka-error.js';

const defaultConnectTimeoutMs = 10_000;
const defaultRequestTimeoutMs = 30_000;
/** How long the first connection is tried again where nobody listens. */
const firstTriesMs = 3_000;

export interface Topic {
  readonly name: string;
  /** 32 hexadecimal digits; null where the brokers have no ids. */
  readonly id: string | null;
  /** The broker that leads each partition; -1 where none does at the moment. */
  readonly leaders: ReadonlyMap<number, number>;
}

export interface Asking {
  /** @default false */
  readonly writes?: boolean;
  /** @default the connection's request timeout */
  readonly limitMs?: number;
}

/** The brokers, over connections that are made when they are wanted and made anew when they are lost. */
export interface Cluster {
  readonly kafka: Platformatic;
  readonly connection: KafkaConnection;
  /** Milliseconds a request may take. */
  readonly requestTimeoutMs: number;
  /** Of any broker. @throws {KafkaError} 'unreachable', 'refused' */
  any(): Promise<Link>;
  /** @throws {KafkaError} 'unreachable', 'refused'; 'transient' where the broker is not known */
  broker(id: number): Promise<Link>;
  /** The broker that makes topics, or hands that on; known once a topic was asked for. @throws {KafkaError} */
  controller(): Promise<Link>;
  /** Asks the broker that keeps the group. @throws {KafkaError} */
  askCoordinator<Args extends unknown[], Answer>(
    groupId: string,
    how: Asking,
    apis: readonly Api<Args, Answer>[],
    ...args: Args
  ): Promise<Answer>;
  /** As a broker has it now; null where there is none. @throws {KafkaError} */
  topic(name: string): Promise<Topic | null>;
  close(): void;
}

const NO_ID = '0'.repeat(32);
/** The kind of a coordinator's key. */
const GROUP = 0;

export const createCluster = (kafka: Platformatic, connection: KafkaConnection): Cluster => {
  const connectTimeoutMs = connection.connectTimeoutMs ?? defaultConnectTimeoutMs;
  const requestTimeoutMs = connection.requestTimeoutMs ?? defaultRequestTimeoutMs;
  const links = new Map<string, Promise<Link>>();
  const known = new Map<number, Address>();
  const coordinators = new Map<string, Address>();
  const seeds = connection.brokers.map(addressOf);
  /** The last that answered for any: brokers that are down are not asked each time. */
  let current: Link | undefined;
  let controllerId = -1;
  let closed = false;

  const link = async (address: Address): Promise<Link> => {
    const name = `${address.host}:${address.port}`;
    const before = links.get(name);
    const open = await before?.catch(() => undefined);
    if (closed) throw new KafkaError('fatal', name, 'the client is closed', 'Make a new one.');
    if (open && !open.closed) return open;
    let opening = links.get(name);
    if (!opening || opening === before) {
      opening = openLink(kafka, connection, address, connectTimeoutMs);
      links.set(name, opening);
      opening.then(
        (made) => closed && made.close(),
        () => links.get(name) === opening && links.delete(name),
      );
    }
    return opening;
  };

  const any = async (): Promise<Link> => {
    if (current && !current.closed) return current;
    let failure: unknown;
    for (const address of [...seeds, ...known.values()]) {
      try {
        current = await link(address);
        return current;
      } catch (error) {
        if (!(error instanceof KafkaError && error.kind === 'unreachable')) throw error;
        failure = error;
      }
    }
    throw failure;
  };

  const broker = async (id: number): Promise<Link> => {
    const address = known.get(id);
    if (!address)
      throw new KafkaError('transient', connection.brokers.join(', '), `broker ${id} is not known`, 'Try again.');
    return link(address);
  };

  const coordinator = async (groupId: string): Promise<Link> => {
    const remembered = coordinators.get(groupId);
    if (remembered) return link(remembered);
    const { findCoordinatorV4, findCoordinatorV5, findCoordinatorV6 } = kafka;
    const apis = [findCoordinatorV6.api, findCoordinatorV5.api, findCoordinatorV4.api];
    const answer = await (await any()).call(apis, requestTimeoutMs, GROUP, [groupId]);
    const { host, port } = answer.coordinators[0]!;
    coordinators.set(groupId, { host, port });
    return link({ host, port });
  };

  const topic = async (name: string): Promise<Topic | null> => {
    const { metadataV10, metadataV11, metadataV12 } = kafka;
    type Answer = Awaited<ReturnType<(typeof metadataV12)['api']['async']>>;
    const apis: Api<[string[], boolean, boolean], Answer>[] = [metadataV12.api, metadataV11.api, metadataV10.api];
    let answer: Answer | undefined;
    try {
      const asked = await any();
      answer = await asked.call(apis, requestTimeoutMs, [name], false, false).catch((error) => {
        const told = answerIn<Answer>(error); // a partition without a leader makes an error of it
        const code = told?.topics[0]?.errorCode;
        if (code === 0 || code === 3) return told!;
        throw error;
      });
    } catch (error) {
      throw toKafkaError(error, { connection, place: name });
    }
    controllerId = answer.controllerId;
    for (const { nodeId, host, port } of answer.brokers) known.set(nodeId, { host, port });
    const found = answer.topics[0];
    if (found?.errorCode !== 0) return null;
    const id = found.topicId.replaceAll('-', '');
    return {
      name,
      id: id === NO_ID ? null : id,
      leaders: new Map(
        found.partitions
          .toSorted((a, b) => a.partitionIndex - b.partitionIndex)
          .map(({ partitionIndex, leaderId }) => [partitionIndex, leaderId]),
      ),
    };
  };

  return {
    kafka,
    connection,
    requestTimeoutMs,
    any,
    broker,
    controller: () => broker(controllerId),
    askCoordinator: async (groupId, { writes = false, limitMs = requestTimeoutMs }, apis, ...args) => {
      try {
        return await (await coordinator(groupId)).call(apis, limitMs, ...args);
      } catch (error) {
        const failure = toKafkaError(error, { connection, place: groupId, writes });
        // Another broker may keep the group now.
        if (['unreachable', 'transient', 'ambiguous'].includes(failure.kind)) coordinators.delete(groupId);
        throw failure;
      }
    },
    topic,
    close: () => {
      closed = true;
      for (const opened of links.values()) opened.then((made) => made.close()).catch(() => undefined);
      links.clear();
    },
  };
};

/** Connects to a broker within the connection's time limit. @throws {KafkaError} 'unreachable' naming the addresses, 'refused' */
export const connectCluster = async (connection: KafkaConnection): Promise<Cluster> => {
  const limit = connection.connectTimeoutMs ?? defaultConnectTimeoutMs;
  const cluster = createCluster(await loadPlatformatic(), connection);
  const connecting = persist(() => cluster.any(), { limitMs: Math.min(firstTriesMs, limit), passing: ['unreachable'] });
  try {
    if (await within(limit, connecting)) return cluster;
  } catch (error) {
    cluster.close();
    throw error;
  }
  cluster.close();
  connecting.catch(() => undefined);
  const problem = `no broker answered within ${limit / 1000} s`;
  const advice = 'Check the address and that the broker runs and can be reached from here.';
  throw new KafkaError('unreachable', connection.brokers.join(', '), problem, advice);
};
