import type { OperationTime } from '../backend.js';

/** Adds up the time of each operation by its place. */
export const createStopwatch = () => {
  const times = new Map<string, { routine: string; index: number; kind: string; runs: number; milliseconds: number }>();
  return {
    time: (routine: string, index: number, kind: string, run: () => void): void => {
      const start = performance.now();
      run();
      const place = `${index}/${routine}`;
      const entry = times.get(place) ?? { routine, index, kind, runs: 0, milliseconds: 0 };
      entry.runs++;
      entry.milliseconds += performance.now() - start;
      times.set(place, entry);
    },
    times: (): readonly OperationTime[] => [...times.values()].map((entry) => ({ ...entry })),
  };
};
