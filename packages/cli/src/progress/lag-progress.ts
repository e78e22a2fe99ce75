import type { OnProgress } from '@cvd/core';

/** Progress of work whose end moves: the share of what has been done in what has been done and waits. */
export const lagProgress = (
  phase: string,
  onProgress: OnProgress,
): ((done: number, lag: number, rows: number) => void) => {
  const started = performance.now();
  let fraction = 0;
  return (done, lag, rows) => {
    const seconds = Math.max(0.001, (performance.now() - started) / 1000);
    // It never falls, though more may come in than goes out.
    fraction = Math.max(fraction, done + lag === 0 ? 0 : done / (done + lag));
    const left = done === 0 ? {} : { secondsLeft: (lag * seconds) / done };
    onProgress({ phase, fraction, rows, rowsPerSecond: rows / seconds, ...left });
  };
};
