import type { RandomSource } from '@cvd/core';

/** The key of a program's random numbers, for `LoadOptions`: the first words of a source. */
export const keyOf = (random: RandomSource): readonly [number, number] => [random.uint32(0, 0), random.uint32(0, 1)];
