import { normalInterval } from '@cvd/core';
import type { Steps } from './steps.js';

/** E[s_a(Z)·s_b(±Z)]: the product moment of two columns' scores at latent correlation 1 or −1. Cost the sum of the levels. */
export const extremeMoment = (a: Steps, b: Steps, sign: 1 | -1): number => {
  const levelsB = b.scores.length;
  const cutB = (j: number): number => (sign === 1 ? b.cuts[j]! : -b.cuts[levelsB - 2 - j]!);
  const scoreB = (j: number): number => (sign === 1 ? b.scores[j]! : b.scores[levelsB - 1 - j]!);
  let sum = 0;
  let low = -Infinity;
  for (let i = 0, j = 0; ; ) {
    const endA = i < a.cuts.length ? a.cuts[i]! : Infinity;
    const endB = j < b.cuts.length ? cutB(j) : Infinity;
    const high = Math.min(endA, endB);
    sum += a.scores[i]! * scoreB(j) * normalInterval(low, high);
    if (high === Infinity && i === a.cuts.length && j === b.cuts.length) return sum;
    low = high;
    if (endA === high && i < a.cuts.length) i++;
    if (endB === high && j < b.cuts.length) j++;
  }
};
