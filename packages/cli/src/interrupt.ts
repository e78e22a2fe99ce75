export interface Interrupt {
  readonly signal: AbortSignal;
  /** 130 after SIGINT, 143 after SIGTERM, 129 after SIGHUP (the terminal was closed); null when none came. */
  readonly exitCode: number | null;
  /** Stops listening. */
  release(): void;
}

const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

type Stop = keyof typeof exitCodes;

const signals = Object.keys(exitCodes) as Stop[];

/** Turns the first of these signals into an abort, so that work stops cleanly; a second one ends the process at once. */
export const listenForInterrupt = (): Interrupt => {
  const controller = new AbortController();
  let exitCode: number | null = null;
  const stop = (signal: NodeJS.Signals): void => {
    exitCode = exitCodes[signal as Stop];
    release();
    controller.abort();
  };
  const release = (): void => {
    for (const signal of signals) process.off(signal, stop);
  };
  for (const signal of signals) process.on(signal, stop);
  return {
    signal: controller.signal,
    get exitCode() {
      return exitCode;
    },
    release,
  };
};
