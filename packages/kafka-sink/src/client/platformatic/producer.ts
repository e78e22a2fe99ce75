import type { KafkaConnection, KafkaProducer, ProducerSettings } from '../kafka-client.js';
import { connectCluster } from './cluster.js';
import { checkCompression } from './compression.js';
import { createLane, createTopicBook, type Lane } from './lane.js';

/** @throws {KafkaError} 'unreachable', 'refused'; 'fatal' for a codec that this Node has not */
export const platformaticProducer = async (
  connection: KafkaConnection,
  { compression }: ProducerSettings,
): Promise<KafkaProducer> => {
  const cluster = await connectCluster(connection);
  try {
    checkCompression(cluster.kafka, compression);
  } catch (error) {
    cluster.close();
    throw error;
  }
  const book = createTopicBook(cluster);
  const lanes = new Map<string, Lane>();
  return {
    send: async (topic, partition, messages) => {
      if (messages.length === 0) return;
      const name = `${topic}\n${partition}`;
      const lane = lanes.get(name) ?? createLane(cluster, book, { topic, partition, compression });
      lanes.set(name, lane);
      await lane.send(messages);
    },
    close: async () => {
      await Promise.all([...lanes.values()].map((lane) => lane.idle()));
      cluster.close();
    },
  };
};
