/** What was done, counted since `run` began. `rows = written + refused + deadLetters`. */
export interface ConsumeCounts {
  /** Messages that are done with, those of batches delivered twice too. */
  readonly rows: number;
  readonly written: number;
  /** Rows the sink already had, by their identity. */
  readonly refused: number;
  readonly deadLetters: number;
  readonly batches: number;
  /** Attempts beyond the first, of writes, dead letters, commits and connections. */
  readonly retries: number;
  /** Times the group shared the partitions anew while this member held some. */
  readonly rebalances: number;
  /** Times a new client consumer was made because the one before had given up. */
  readonly restarts: number;
}

/** Where a partition of this member stands. */
export interface PartitionProgress {
  readonly partition: number;
  /** First offset that is not committed. */
  readonly committed: bigint;
  /** Offset that the next message of the log gets, as last heard. */
  readonly high: bigint;
  /** Messages between the two. */
  readonly lag: number;
  /** Messages held in memory, those of the batch in hand too. */
  readonly held: number;
}

/** The state of a consumer at this moment. */
export interface ConsumeStats extends ConsumeCounts {
  readonly state: 'new' | 'connecting' | 'running' | 'draining' | 'ended';
  /** Sum over the partitions of this member. */
  readonly lag: number;
  readonly partitions: readonly PartitionProgress[];
}

/** What `run` settles with. */
export interface ConsumeReport extends ConsumeCounts {
  readonly reason: 'signal' | 'caught-up';
  /** Whether every batch in hand was landed and committed within `drainTimeoutMs`. What was not is read again later. */
  readonly drained: boolean;
  /** Where the partitions stood that this member had last. */
  readonly partitions: readonly PartitionProgress[];
}
