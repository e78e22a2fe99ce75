import { averageRanks } from '@cvd/core';

/**
 * Area under the ROC curve: how often a positive row scores above a negative one, ties half. 0 to 1; .5 is chance.
 * @param positive - 1 for positive rows, else 0
 * @returns NaN when there is no positive or no negative row
 * Source: Mann and Whitney, Ann. Math. Stat. 18 (1947).
 */
export const rocAuc = (positive: ArrayLike<number>, scores: ArrayLike<number>): number => {
  const ranks = averageRanks(scores);
  let sum = 0;
  let count = 0;
  for (let row = 0; row < scores.length; row++) {
    if (positive[row] !== 1) continue;
    sum += ranks[row]!;
    count++;
  }
  const others = scores.length - count;
  return count === 0 || others === 0 ? Number.NaN : (sum - (count * (count + 1)) / 2) / (count * others);
};
