import { KafkaError } from '../kafka-error.js';
import type { Cluster } from './cluster.js';
import { answerIn } from './failure.js';
import type { FetchAnswer } from './load-platformatic.js';
import type { Asked } from './position.js';
import { toKafkaError } from './to-kafka-error.js';

/** How long a fetch waits for messages, and how long it may take until a resumed partition is read. */
const fetchWaitMs = 100;
/** What a fetch brings at most, of all partitions; a single batch of messages comes whole. */
const maxFetchBytes = 50 << 20;
const minFetchBytes = 1;
const READ_COMMITTED = 1;
const NO_SESSION = [0, -1] as const;

export interface FetchPlace {
  readonly topic: string;
  readonly id: string;
  /** The broker that leads the partitions. */
  readonly leader: number;
  readonly maxBytesPerPartition: number;
}

/** Asks a broker for the messages of partitions that it leads. @throws {KafkaError} */
export const fetchFrom = async (
  cluster: Cluster,
  { topic, id, leader, maxBytesPerPartition }: FetchPlace,
  asked: readonly Asked[],
): Promise<FetchAnswer['responses'][number]['partitions']> => {
  const { fetchV13, fetchV14, fetchV15, fetchV16, fetchV17 } = cluster.kafka;
  const apis = [fetchV17.api, fetchV16.api, fetchV15.api, fetchV14.api, fetchV13.api];
  const partitions = asked.map(({ partition, from }) => ({
    partition,
    currentLeaderEpoch: -1,
    fetchOffset: from,
    lastFetchedEpoch: -1,
    partitionMaxBytes: maxBytesPerPartition,
  }));
  const topics = [{ topicId: id, partitions }];
  const limits = [fetchWaitMs, minFetchBytes, maxFetchBytes] as const;
  const limitMs = fetchWaitMs + cluster.requestTimeoutMs;
  let answer: FetchAnswer;
  try {
    const link = await cluster.broker(leader);
    answer = await link.call(apis, limitMs, ...limits, READ_COMMITTED, ...NO_SESSION, topics, [], '');
  } catch (error) {
    const told = answerIn<FetchAnswer>(error); // one partition's error makes an error of all
    if (told?.errorCode !== 0) throw toKafkaError(error, { connection: cluster.connection, place: topic });
    answer = told;
  }
  return answer.responses[0]?.partitions ?? [];
};

/** Errors of a partition that another look at the topic gets over. */
const passing = new Set([
  'UNKNOWN_TOPIC_OR_PARTITION',
  'UNKNOWN_TOPIC_ID',
  'INCONSISTENT_TOPIC_ID',
  'NOT_LEADER_OR_FOLLOWER',
  'LEADER_NOT_AVAILABLE',
  'FENCED_LEADER_EPOCH',
  'UNKNOWN_LEADER_EPOCH',
  'OFFSET_NOT_AVAILABLE',
  'REPLICA_NOT_AVAILABLE',
  'KAFKA_STORAGE_ERROR',
]);

/** What became of a partition in a fetch. @throws {KafkaError} where no other look at the topic helps */
export const stateOf = (
  { kafka, connection }: Cluster,
  place: string,
  errorCode: number,
): 'read' | 'out-of-range' | 'stale' => {
  if (errorCode === 0) return 'read';
  const error = new kafka.ProtocolError(errorCode) as Error & { readonly apiId?: string };
  if (error.apiId === 'OFFSET_OUT_OF_RANGE') return 'out-of-range';
  if (passing.has(error.apiId ?? '')) return 'stale';
  throw toKafkaError(error, { connection, place });
};

/** @throws always */
export const refuseOffset = (
  place: string,
  offset: bigint,
  { low, high }: { readonly low: bigint; readonly high: bigint },
): never => {
  throw new KafkaError(
    'fatal',
    place,
    `offset ${offset} is not in the log, which goes from ${low} to ${high}`,
    'The topic was made anew or its messages have expired: say where to go on.',
  );
};
