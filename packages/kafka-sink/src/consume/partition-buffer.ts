import type { IncomingMessage } from '../client/kafka-client.js';

export interface BatchLimits {
  readonly batchRows: number;
  readonly maxBatchRows: number;
  readonly maxBatchBytes: number;
  readonly maxWaitMs: number;
}

/** Messages of one partition on their way into a batch, in order. */
export interface PartitionBuffer {
  readonly rows: number;
  readonly bytes: number;
  push(messages: readonly IncomingMessage[], now: number): void;
  /** When a batch is due: at once (−Infinity) with enough rows or bytes, or so long after the oldest came; null while it is empty. */
  dueAt(): number | null;
  /** Takes what the next batch holds: as much as there is, up to the limits. */
  take(): readonly IncomingMessage[];
  clear(): void;
}

interface Chunk {
  readonly messages: readonly IncomingMessage[];
  readonly at: number;
  /** Messages of the chunk that were taken. */
  taken: number;
}

const bytesOf = ({ value, key }: IncomingMessage): number => (value?.length ?? 0) + (key?.length ?? 0);

export const createPartitionBuffer = (limits: BatchLimits): PartitionBuffer => {
  let chunks: Chunk[] = [];
  let rows = 0;
  let bytes = 0;
  return {
    get rows() {
      return rows;
    },
    get bytes() {
      return bytes;
    },
    push(messages, now) {
      if (messages.length === 0) return;
      chunks.push({ messages, at: now, taken: 0 });
      rows += messages.length;
      for (const message of messages) bytes += bytesOf(message);
    },
    dueAt() {
      if (rows === 0) return null;
      if (rows >= limits.batchRows || bytes >= limits.maxBatchBytes) return Number.NEGATIVE_INFINITY;
      return chunks[0]!.at + limits.maxWaitMs;
    },
    take() {
      const batch: IncomingMessage[] = [];
      let size = 0;
      while (chunks.length > 0) {
        const chunk = chunks[0]!;
        const message = chunk.messages[chunk.taken]!;
        const more = bytesOf(message);
        if (batch.length > 0 && (batch.length >= limits.maxBatchRows || size + more > limits.maxBatchBytes)) break;
        batch.push(message);
        size += more;
        if (++chunk.taken === chunk.messages.length) chunks.shift();
      }
      rows -= batch.length;
      bytes -= size;
      return batch;
    },
    clear() {
      chunks = [];
      rows = 0;
      bytes = 0;
    },
  };
};
