import type { CommittedOffset, PartitionOffsets } from '../client/kafka-client.js';
import { isOfAnother } from './topic-label.js';

/** How a partition's log goes with what the group has committed of it. */
export type LogCheck =
  /** The group goes on where it stopped. */
  | { readonly state: 'continues'; readonly from: bigint }
  /** The group has committed nothing of it: it begins at the earliest offset. */
  | { readonly state: 'fresh'; readonly from: bigint }
  | RestartedLog;

/** The offset is no place in the log: it begins at the earliest offset again, never at the latest one. */
export interface RestartedLog {
  readonly state: 'restarted';
  readonly from: bigint;
  readonly problem: LogProblem;
  readonly offset: bigint;
  readonly log: PartitionOffsets;
}

/**
 * 'ahead': the offset is beyond the log's end. 'behind': the log begins after it. 'replaced': it is an offset of a topic that was
 * deleted, and there is another one of that name.
 */
export type LogProblem = 'ahead' | 'behind' | 'replaced';

export const restartedLog = (problem: LogProblem, offset: bigint, log: PartitionOffsets): RestartedLog => ({
  state: 'restarted',
  from: log.low,
  problem,
  offset,
  log,
});

/** @param offset - what is to be read next, as the group or the client knows it */
export const checkOffset = (offset: bigint, log: PartitionOffsets): LogCheck => {
  if (offset > log.high) return restartedLog('ahead', offset, log);
  if (offset < log.low) return restartedLog('behind', offset, log);
  return { state: 'continues', from: offset };
};

/**
 * @param committed - undefined where the group has committed nothing
 * @param topicId - of the topic that the log is of; null where brokers have no ids
 */
export const checkLog = (
  committed: CommittedOffset | undefined,
  log: PartitionOffsets,
  topicId: string | null,
): LogCheck => {
  if (committed === undefined) return { state: 'fresh', from: log.low };
  if (isOfAnother(committed.metadata, topicId)) return restartedLog('replaced', committed.offset, log);
  return checkOffset(committed.offset, log);
};

/**
 * Committed where rows without an identity of their own were found to be taken for older ones. It lies beyond any log, so that
 * each later start finds the same problem instead of going on.
 */
export const BEYOND_ANY_LOG = 2n ** 62n;
