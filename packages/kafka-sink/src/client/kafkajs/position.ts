import type { CommittedOffset } from '../kafka-client.js';

/** Where a member stands in one of its partitions; made anew with every assignment. */
export interface Position {
  /** Offset of the message that is handed over next. */
  next: bigint;
  /** As the group has it at the broker; null where it has none. */
  committed: CommittedOffset | null;
  /** Grows with every seek, so that a batch in hand can tell that it does not count any longer. */
  seeks: number;
  paused: boolean;
  /** The handlers know of the assignment, and it is read. */
  entered: boolean;
  /** kafkajs was sent back to this offset already, and came with a later one again. */
  sentBackTo: bigint | null;
}

/** What to do with messages that were fetched from an offset on. */
export type Verdict = 'take' | 'send-back';

/**
 * Messages are taken where they follow those before. Others were fetched under an earlier assignment, and to go on with them would skip
 * rows; but where the log itself has nothing in between (control records, compaction), kafkajs comes with them again.
 */
export const verdictOn = (fetchedFrom: bigint, position: Position): Verdict => {
  if (fetchedFrom === position.next) return 'take';
  if (fetchedFrom > position.next && position.sentBackTo === position.next) return 'take';
  return 'send-back';
};
