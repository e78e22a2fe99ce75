import type { LogEntry } from 'kafkajs';

// What kafkajs says in its log and nowhere else. Tests on a broker hold the pinned version to these texts.

/**
 * The partition of which it says that the offset it wanted is not there, and that it starts over from the earliest one; undefined for
 * any other line.
 */
export const partitionOutOfRange = ({ log }: LogEntry, topic: string): number | undefined =>
  log.message.startsWith('Offset out of range, resetting') && log.topic === topic ? Number(log.partition) : undefined;

/** The broker's words where it does not let a user into a group: kafkajs then says that it found no coordinator. */
export const refusalIn = ({ log }: LogEntry): string | undefined =>
  typeof log.error === 'string' && /group authorization failed/i.test(log.error) ? log.error : undefined;
