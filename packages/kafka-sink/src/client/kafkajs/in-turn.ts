/** Steps that run one after the other, in the order in which they were given. */
export interface Turns {
  readonly add: (step: () => Promise<void>) => void;
  /** Settles when all steps given so far are done; never rejects. */
  readonly settled: () => Promise<void>;
}

/** @param failed - told of the error of a step; those after it run all the same */
export const inTurn = (failed: (error: unknown) => void): Turns => {
  let last = Promise.resolve();
  return {
    add: (step) => {
      last = last.then(step).catch(failed);
    },
    settled: async () => {
      for (let seen: Promise<void> | undefined; seen !== last; ) await (seen = last);
    },
  };
};
