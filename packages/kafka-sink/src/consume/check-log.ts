import type { PartitionOffsets } from '../client/kafka-client.js';

/** How a partition's log goes with what the group has committed of it. */
export type LogCheck =
  /** The group goes on where it stopped. */
  | { readonly state: 'continues'; readonly from: bigint }
  /** The group has committed nothing of it: it begins at the earliest offset. */
  | { readonly state: 'fresh'; readonly from: bigint }
  /** The committed offset is no place in the log: it begins at the earliest offset again, never at the latest one. */
  | {
      readonly state: 'restarted';
      readonly from: bigint;
      readonly problem: 'ahead' | 'behind';
      readonly offset: bigint;
      readonly log: PartitionOffsets;
    };

/** @param offset - what is to be read next, as the group or the client knows it; undefined where nothing was committed */
export const checkLog = (offset: bigint | undefined, log: PartitionOffsets): LogCheck => {
  if (offset === undefined) return { state: 'fresh', from: log.low };
  if (offset > log.high) return { state: 'restarted', from: log.low, problem: 'ahead', offset, log };
  if (offset < log.low) return { state: 'restarted', from: log.low, problem: 'behind', offset, log };
  return { state: 'continues', from: offset };
};

/**
 * Committed where rows without an identity of their own were found to be taken for older ones. It lies beyond any log, so that
 * each later start finds the same problem instead of going on.
 */
export const BEYOND_ANY_LOG = 2n ** 62n;
