/** How fast a training goes, and when it was last reported. */
export interface Pace {
  /** Notes that a step is done. */
  step(): void;
  /** Whether nothing was reported for a second. */
  readonly reportDue: boolean;
  /** What a report says of the pace; the next one is due a second later. */
  report(stepsLeft: number): { readonly rowsPerSecond?: number; readonly secondsLeft?: number };
}

const SECOND = 1000;

/** @param deadline - when the training ends at the latest, on the clock `now` */
export const createPace = (now: () => number, batchRows: number, deadline: number | null): Pace => {
  const started = now();
  let reported = started;
  let steps = 0;
  return {
    step() {
      steps++;
    },
    get reportDue() {
      return now() - reported >= SECOND;
    },
    report(stepsLeft) {
      reported = now();
      const seconds = (reported - started) / SECOND;
      if (steps === 0 || seconds <= 0) return {};
      const left = (stepsLeft * seconds) / steps;
      const limit = deadline === null ? Number.POSITIVE_INFINITY : (deadline - reported) / SECOND;
      return { rowsPerSecond: (steps * batchRows) / seconds, secondsLeft: Math.max(0, Math.min(left, limit)) };
    },
  };
};
