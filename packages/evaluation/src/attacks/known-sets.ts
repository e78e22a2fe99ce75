import type { RandomSource } from '@cvd/core';
import { randomHalves } from './targets.js';

/** Sets of columns that somebody may know: all, then both halves of random splits, each once. */
export const knownSets = (
  names: readonly string[],
  splits: number,
  random: RandomSource,
): readonly (readonly string[])[] => {
  const sets = new Map<string, readonly string[]>();
  const add = (known: readonly string[]): void => {
    // In the order of the table, so that a set is found again whatever order it was drawn in.
    const ordered = names.filter((name) => known.includes(name));
    if (ordered.length > 0) sets.set(JSON.stringify(ordered), ordered);
  };
  add(names);
  for (let split = 0; split < splits; split++) randomHalves(names, random.child(`split ${split}`)).forEach(add);
  return [...sets.values()];
};
