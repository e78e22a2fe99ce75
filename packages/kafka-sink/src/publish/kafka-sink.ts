import {
  type Batch,
  checkRowIndices,
  createRunGuard,
  InvalidOptionError,
  isRunId,
  type Sink,
  SinkSchemaError,
  sinkLifecycle,
  type Table,
  type WriteReceipt,
} from '@cvd/core';
import { connectionOf } from '../client/connection-of.js';
import { kafkajsClient } from '../client/kafkajs-client.js';
import { checkRun, isNewRun } from './check-run.js';
import { createGathering, type GatheredWrite } from './gather-writes.js';
import { type KafkaSinkOptions, type ResolvedSinkOptions, resolveSinkOptions } from './kafka-sink-options.js';
import { type OutgoingRow, outgoingRows } from './outgoing-rows.js';
import { createPace, rowsAtOnce } from './pace.js';
import { type PublishRequest, planRequests } from './plan-requests.js';
import { createCounts, type PublishStats } from './publish-stats.js';
import { openPublisher, type Publisher } from './publisher.js';
import { sendInLanes } from './send-in-lanes.js';
import { type Sending, sendRequest } from './send-request.js';
import { within } from './within.js';

/** A sink that tells what it has sent. */
export interface KafkaSink extends Sink {
  stats(): PublishStats;
}

/** Sees that batches have the columns of the first. */
const createColumnCheck = ({ topic, key }: ResolvedSinkOptions): ((table: Table) => void) => {
  let names: readonly string[] | null = null;
  return (table) => {
    if (names === null && key !== null && !table.has(key))
      throw new SinkSchemaError('kafka', `topic "${topic}"`, [
        { column: key, problem: 'is named by the option key and is no column of the rows' },
      ]);
    const known = names ?? table.names;
    const mismatches = [
      ...table.names.flatMap((column) => (known.includes(column) ? [] : [{ column, problem: 'is new' }])),
      ...known.flatMap((column) => (table.has(column) ? [] : [{ column, problem: 'is missing' }])),
    ];
    if (mismatches.length > 0) throw new SinkSchemaError('kafka', `topic "${topic}"`, mismatches);
    names = known;
  };
};

const checkIdentity = ({ runId, fingerprint }: Batch): void => {
  if (!isRunId(runId)) throw new InvalidOptionError('kafka sink', 'runId', 'must be a UUID');
  if (!/^[\da-f]{16}$/i.test(fingerprint))
    throw new InvalidOptionError('kafka sink', 'fingerprint', 'must be 16 hexadecimal digits');
};

/**
 * Publishes rows to a Kafka topic: each a record whose value is the row as JSON, with the row's identity in its headers.
 * `write` settles when all in-sync replicas have the rows; small writes that are called at the same time go out together.
 *
 * Delivery is at least once: a request whose answer was lost is sent again, and a restarted run sends again what it cannot
 * know to be there. Such rows have the same identity, and a warehouse sink refuses them. A write that fails may have landed
 * some of its rows, for the same reason. Only rows that cannot be sent at all (too large, ±Infinity, other columns) are
 * refused before any of the batch is sent. The signal of a write ends its waiting, for the rate and between tries; what need not
 * wait is sent to the end, so that an interrupted stream leaves whole writes.
 *
 * A run id belongs to one fingerprint. The sink keeps those it has written, and looks for a run id that was made before the sink
 * among the last 100 records of each partition; further back, and where the topic may not be read, the warehouse sees it.
 *
 * `open` throws {@link KafkaError} within `openTimeoutMs`; `write` throws {@link KafkaError}, {@link RowTooLargeError},
 * {@link RunMismatchError} or {@link SinkSchemaError}.
 * @throws {InvalidOptionError}
 * @example await stream(model.sample(10_000), kafkaSink({ brokers: ['127.0.0.1:9092'], topic: 'cardiovascular-data' }));
 */
export const kafkaSink = (options: KafkaSinkOptions): KafkaSink => {
  const resolved = resolveSinkOptions(options);
  const { topic, key, batchRows, maxBatchBytes, rowsPerSecond } = resolved;
  const connection = connectionOf(options);
  const client = (options.client ?? kafkajsClient)(connection);
  const place = `${connection.brokers.join(', ')}, topic "${topic}"`;
  const made = Date.now();
  const lifecycle = sinkLifecycle('kafka');
  const counts = createCounts();
  const guardRun = createRunGuard('kafka');
  const checkColumns = createColumnCheck(resolved);
  const checkedRuns = new Set<string>();
  const pace = createPace(rowsPerSecond);
  const limits = { batchRows, maxRows: Math.min(batchRows, rowsAtOnce(rowsPerSecond)), maxBytes: maxBatchBytes };
  const gathering = createGathering(resolved.lingerMs, batchRows);
  let publisher: Publisher | null = null;

  const checkBatch = async (batch: Batch, { admin }: Publisher): Promise<void> => {
    const { runId, fingerprint, table } = batch;
    checkRowIndices(batch);
    checkIdentity(batch);
    checkColumns(table);
    if (!checkedRuns.has(runId) && table.rows > 0) {
      if (!isNewRun(runId, made)) await checkRun(client, admin, topic, runId, fingerprint);
      checkedRuns.add(runId);
    }
    guardRun(batch);
  };

  /** The rows of a batch, ready to go. @throws what keeps all of the batch from being sent */
  const prepare = async (batch: Batch, open: Publisher): Promise<OutgoingRow[]> => {
    await checkBatch(batch, open);
    return outgoingRows(batch, topic, key, maxBatchBytes);
  };

  /** @param rows - of one run, in order */
  const sendRows = async (rows: readonly OutgoingRow[], runId: string, signal: AbortSignal | undefined) => {
    const open = publisher!;
    const lanes = planRequests(rows, open.partitions, limits);
    const sending: Sending = {
      topic,
      runId,
      producer: open.producer,
      replaceProducer: open.replaceProducer,
      deliveryTimeoutMs: resolved.deliveryTimeoutMs,
      counts,
      onDelivery: options.onDelivery,
      signal,
    };
    const send = async (request: PublishRequest): Promise<void> => {
      await pace.wait(request.rows.length, signal);
      await sendRequest(sending, request);
    };
    try {
      await sendInLanes(lanes, resolved.maxInFlight, send);
    } catch (error) {
      // A request may be given up whose rows the broker has numbered: under the same producer it would take the next rows for
      // these, and drop them.
      await open.replaceProducer(null);
      throw error;
    }
  };

  /** Sends what waits with the first write; one whose rows cannot be sent fails by itself. */
  const sendTogether = async (first: GatheredWrite): Promise<void> => {
    const ready: GatheredWrite[] = [];
    const rows: OutgoingRow[][] = [];
    for (const write of await gathering.take(first)) {
      try {
        rows.push(await prepare(write.batch, publisher!));
        ready.push(write);
      } catch (error) {
        write.sent = Promise.reject(error);
        write.sent.catch(() => {}); // its own turn tells of it
      }
    }
    const sent = sendRows(rows.flat(), first.batch.runId, first.signal);
    for (const write of ready) write.sent = sent;
    await sent.catch(() => {}); // told in turn
  };

  const write = (batch: Batch, signal: AbortSignal | undefined): Promise<WriteReceipt> => {
    const mine = gathering.add(batch, signal);
    const turn = lifecycle.run(
      'write',
      async () => {
        if (mine.sent === null) await sendTogether(mine);
        await mine.sent;
        return { written: batch.table.rows, refused: 0 };
      },
      signal,
    );
    return turn.finally(() => gathering.drop(mine));
  };

  return {
    contract: 1,
    name: 'kafka',
    capabilities: { idempotent: false, durable: 'write' },
    stats: () => ({ ...counts }),
    open: ({ signal } = {}) =>
      lifecycle.open(async () => {
        const opening = openPublisher(client, resolved, signal);
        publisher = await within(opening, resolved.openTimeoutMs, place, signal, (late) => void late.close());
      }, signal),
    write: (batch, { signal } = {}) => write(batch, signal),
    flush: () => lifecycle.run('flush', async () => {}), // every write is durable when it settles
    close: () => lifecycle.close(() => publisher!.close()),
  };
};
