import type { LogEntry } from 'kafkajs';

/**
 * The partition of which kafkajs says in its log, and nowhere else, that the offset it wanted is not there and that it starts over
 * from the earliest one; undefined for any other line. Tests on a broker hold the pinned version to this text.
 */
export const partitionOutOfRange = ({ log }: LogEntry, topic: string): number | undefined =>
  log.message.startsWith('Offset out of range, resetting') && log.topic === topic ? Number(log.partition) : undefined;
