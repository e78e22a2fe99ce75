/** Wakes those who wait. */
export interface Bell {
  ring(): void;
  /** Settles when it rings next. */
  heard(): Promise<void>;
}

export const createBell = (): Bell => {
  let waiting: (() => void)[] = [];
  return {
    ring: () => {
      const woken = waiting;
      waiting = [];
      for (const wake of woken) wake();
    },
    heard: () => new Promise((resolve) => waiting.push(resolve)),
  };
};
