import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';

// The repository itself does not depend on it.
const requireOfSink = createRequire(new URL('../../packages/kafka-sink/package.json', import.meta.url));

/**
 * Settles when a broker answers; an open port alone does not say that it does.
 * @param {string} broker - host and port @param {() => boolean} alive - false once there is nothing to wait for @param {number} [limitMs]
 */
export const untilReady = async (broker, alive, limitMs = 60_000) => {
  const { Kafka, logLevel } = requireOfSink('kafkajs');
  const kafka = new Kafka({
    brokers: [broker],
    logLevel: logLevel.NOTHING,
    retry: { retries: 0 },
    connectionTimeout: 1000,
  });
  const end = Date.now() + limitMs;
  for (;;) {
    const admin = kafka.admin();
    try {
      await admin.connect();
      if ((await admin.describeCluster()).brokers.length > 0) {
        await admin.fetchOffsets({ groupId: 'ready', topics: [] }); // has the topic of offsets made, and loaded
        return;
      }
    } catch (error) {
      if (!alive()) throw new Error('it has stopped');
      if (Date.now() > end) throw new Error(`no answer within ${limitMs / 1000} s: ${error.message}`);
    } finally {
      await admin.disconnect().catch(() => undefined);
    }
    await sleep(100);
  }
};
