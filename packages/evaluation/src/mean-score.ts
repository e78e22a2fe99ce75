/** The mean of the scores that exist; null when none does. */
export const meanScore = (scores: Iterable<number | null>): number | null => {
  let sum = 0;
  let count = 0;
  for (const score of scores) {
    if (score === null) continue;
    sum += score;
    count++;
  }
  return count === 0 ? null : sum / count;
};

/** A figure as JSON has it: null where it is not a number. */
export const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);
