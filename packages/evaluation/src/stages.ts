import type { WatchOptions } from './checkpoint.js';

/**
 * Shares of one progress among parts that follow each other: each is watched as a whole, and tells of its part.
 * @param weights - how long each takes, beside the others; 0 for those that are left out
 */
export const createStages = <Name extends string>(
  weights: Readonly<Record<Name, number>>,
  { signal, onProgress }: WatchOptions,
): Readonly<Record<Name, WatchOptions>> => {
  const entries = Object.entries<number>(weights) as [Name, number][];
  const whole = entries.reduce((sum, [, weight]) => sum + weight, 0);
  let done = 0;
  const stages = entries.map(([name, weight]): [Name, WatchOptions] => {
    const [from, to] = [done / whole, (done + weight) / whole];
    done += weight;
    // Exact at both ends: no part begins below the end of the one before.
    const watch: WatchOptions['onProgress'] =
      onProgress && (({ phase, fraction }) => onProgress({ phase, fraction: (1 - fraction) * from + fraction * to }));
    return [name, { signal, onProgress: watch }];
  });
  return Object.fromEntries(stages) as Record<Name, WatchOptions>;
};
