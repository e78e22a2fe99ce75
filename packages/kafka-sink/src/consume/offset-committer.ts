/** Sends the offsets of one partition to the broker, one commit at a time: while one is under way only the newest is kept. */
export interface OffsetCommitter {
  /** @param next - first offset that is not done */
  mark(next: bigint): void;
  /** Settles, never with an error, when nothing is left to commit or a commit has failed for good. */
  idle(): Promise<void>;
  /** Nothing is sent any more after the commit under way. */
  stop(): void;
}

/**
 * @param commit - settles when the broker has the offset; what it throws ends the committer
 * @param failed - told what `commit` has thrown
 */
export const createOffsetCommitter = (
  commit: (next: bigint) => Promise<void>,
  failed: (error: unknown) => void,
): OffsetCommitter => {
  let wanted: bigint | null = null;
  let stopped = false;
  let working: Promise<void> | null = null;
  const work = async (): Promise<void> => {
    while (wanted !== null && !stopped) {
      const next = wanted;
      wanted = null;
      try {
        await commit(next);
      } catch (error) {
        stopped = true;
        failed(error);
      }
    }
    working = null;
  };
  return {
    mark(next) {
      if (stopped) return;
      wanted = next;
      working ??= work();
    },
    async idle() {
      await working;
    },
    stop() {
      stopped = true;
    },
  };
};
