import type { ProducerSettings } from '../kafka-client.js';
import { KafkaError } from '../kafka-error.js';
import type { Platformatic } from './load-platformatic.js';

/** Sees that the codec can be used here. @throws {KafkaError} 'fatal': zstd came to Node after 20 */
export const checkCompression = (
  { compressionsAlgorithms }: Platformatic,
  compression: ProducerSettings['compression'],
): void => {
  if (compressionsAlgorithms[compression].available) return;
  const problem = `this Node (${process.version}) has no codec for the compression '${compression}'`;
  throw new KafkaError('fatal', '@platformatic/kafka', problem, "Use 'lz4', 'snappy', 'gzip' or 'none'.");
};
