import { InvalidOptionError } from '@cvd/core';
import { connectionOf } from '../client/connection-of.js';
import { kafkajsClient } from '../client/kafkajs-client.js';
import { within } from '../waiting/backoff.js';
import type { ConsumeOptions, ConsumeRunOptions } from './consume-options.js';
import type { ConsumeReport, ConsumeStats, PartitionProgress } from './consume-report.js';
import type { Consumer } from './consumer.js';
import { createDeadLetterSender } from './dead-letter-sender.js';
import { createDrain } from './drain.js';
import { createLander } from './lander.js';
import { createPermits } from './permits.js';
import { type ResolvedConsumeOptions, resolveConsumeOptions } from './resolve-options.js';
import { supervise } from './supervise.js';
import { createTally } from './tally.js';

/**
 * Drains a topic into a sink of any warehouse. A row is committed to the group only after the sink says that it is durable, and the
 * sink refuses rows that it has by their identity: each row is delivered at least once and lands once. Messages that
 * hold no row, and rows that the sink cannot take, go to a dead-letter topic with the reason in their headers.
 *
 * @throws {InvalidOptionError} also for a sink that cannot promise what `guarantee` asks for
 * @example
 * const consumer = createConsumer({ brokers: ['127.0.0.1:9092'], topic: 'patients', groupId: 'warehouse', sink });
 * await consumer.run({ signal });
 */
export const createConsumer = (options: ConsumeOptions): Consumer => {
  const resolved = resolveConsumeOptions(options);
  let state: ConsumeStats['state'] = 'new';
  let progress: () => readonly PartitionProgress[] = () => [];
  let fail: (error: unknown) => void = () => {};
  const tally = createTally(options.onEvent, (error) => fail(error));

  const run = async ({ signal, untilCaughtUp = false }: ConsumeRunOptions): Promise<ConsumeReport> => {
    const client = (options.client ?? kafkajsClient)(connectionOf(options));
    const { sink } = resolved;
    const drain = createDrain(resolved.drainTimeoutMs, signal, () => {
      state = 'draining';
      tally.tell({ type: 'draining' });
    });
    const letters = createDeadLetterSender(client, resolved.topic, resolved.deadLetters.topic);
    const lander = createLander({ options: resolved, tally, letters, draining: drain.begun, overdue: drain.overdue });
    try {
      await sink.open(resolved.metadata === undefined ? {} : { metadata: resolved.metadata });
      await supervise({
        client,
        brokers: options.brokers,
        options: resolved,
        lander,
        permits: createPermits(resolved.concurrency),
        tally,
        drain,
        untilCaughtUp,
        watch: (now, told) => {
          state = drain.begun.aborted ? 'draining' : now;
          progress = told;
        },
        onFailure: (told) => {
          fail = told;
        },
      });
      await closeSink(resolved, drain.complete);
      return { ...tally.counts(), reason: drain.reason, drained: drain.complete, partitions: progress() };
    } catch (error) {
      await within(CLOSE_MS, sink.close({ abort: true })).catch(() => {}); // the first error is the one to be told
      throw error;
    } finally {
      drain.end();
      await letters.close();
      state = 'ended';
    }
  };

  return {
    async run(given = {}) {
      if (state !== 'new')
        throw new InvalidOptionError('consumer', 'run', 'is called once; create another consumer to go on');
      state = 'connecting';
      return run(given);
    },
    stats() {
      const partitions = progress();
      return { ...tally.counts(), state, partitions, lag: partitions.reduce((sum, { lag }) => sum + lag, 0) };
    },
  };
};

/** Milliseconds that a sink may take to close when its last writes are not waited for. */
const CLOSE_MS = 5000;

const closeSink = async ({ sink }: ResolvedConsumeOptions, complete: boolean): Promise<void> => {
  if (!complete) {
    await within(CLOSE_MS, sink.close({ abort: true }));
    return;
  }
  await sink.flush();
  await sink.close();
};
