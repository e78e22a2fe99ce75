/** Where a long operation stands. */
export interface Progress {
  /** What is being done: 'metadata', 'preparing', 'fitting', 'sampling', … */
  readonly phase: string;
  /** Share of the whole operation that is done, 0 to 1; never falls. */
  readonly fraction: number;
  /** Rows done in this phase, where rows are what is counted. */
  readonly rows?: number;
  /** Optimizer steps done. */
  readonly step?: number;
  readonly epoch?: number;
  /** Losses by name. */
  readonly losses?: Readonly<Record<string, number>>;
  readonly rowsPerSecond?: number;
  /** Estimated seconds to the end, where it can be estimated. */
  readonly secondsLeft?: number;
}

export type OnProgress = (progress: Progress) => void;
