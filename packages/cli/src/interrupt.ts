import { removeUnfinishedFiles } from '@cvd/core/node';

interface Interrupt {
  readonly signal: AbortSignal;
  /** 130 after SIGINT, 143 after SIGTERM, 129 after SIGHUP (the terminal was closed); null when none came. */
  readonly exitCode: number | null;
  /** Stops listening: at once, or, after a signal, when those that come along with it have been let pass. */
  release(): void;
}

const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

type Stop = keyof typeof exitCodes;

const signals = Object.keys(exitCodes) as Stop[];

/** Milliseconds in which more signals count as the first: terminals, `timeout` and npx send the same one twice. */
const togetherMs = 2000;

/**
 * Turns the first of these signals into an abort, so that work stops cleanly. A later one ends the process at once;
 * files in the making are removed before.
 */
export const listenForInterrupt = (): Interrupt => {
  const controller = new AbortController();
  let exitCode: number | null = null;
  let until = 0;
  const ignore = (): void => {
    for (const signal of signals) process.off(signal, stop);
  };
  const stop = (signal: NodeJS.Signals): void => {
    if (exitCode === null) {
      exitCode = exitCodes[signal as Stop];
      until = performance.now() + togetherMs;
      controller.abort();
    } else if (performance.now() >= until) {
      removeUnfinishedFiles();
      ignore();
      process.kill(process.pid, signal); // nobody listens any more: the system ends the process
    }
  };
  for (const signal of signals) process.on(signal, stop);
  return {
    signal: controller.signal,
    get exitCode() {
      return exitCode;
    },
    release: () => {
      if (exitCode === null) ignore();
      else setTimeout(ignore, until - performance.now()).unref();
    },
  };
};
