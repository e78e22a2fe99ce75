import kafkajs from 'kafkajs';
import type { ProducerSettings } from '../kafka-client.js';
import { KafkaError } from '../kafka-error.js';

// kafkajs is CommonJS: Node does not see all of its names.
const { CompressionCodecs, CompressionTypes } = kafkajs;

const types = {
  none: CompressionTypes.None,
  gzip: CompressionTypes.GZIP,
  snappy: CompressionTypes.Snappy,
  lz4: CompressionTypes.LZ4,
  zstd: CompressionTypes.ZSTD,
} as const;

/** kafkajs's number of a codec. @throws {KafkaError} for one that kafkajs has not and nobody has registered */
export const compressionType = (name: ProducerSettings['compression']): number => {
  const type = types[name];
  if (type === CompressionTypes.None) return type;
  try {
    (CompressionCodecs[type] as () => unknown)();
  } catch (cause) {
    const advice = "Use 'gzip' or 'none', or register a codec in kafkajs's CompressionCodecs.";
    throw new KafkaError('fatal', 'kafkajs', `it has no codec for the compression '${name}'`, advice, { cause });
  }
  return type;
};
