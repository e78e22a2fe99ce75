/** Letters to change, add, leave out or swap with their neighbour to make one text the other (optimal string alignment). */
const distance = (first: string, second: string): number => {
  let [before, last] = [[] as number[], Array.from({ length: second.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= first.length; i++) {
    const row = [i];
    for (let j = 1; j <= second.length; j++) {
      const swapped = i > 1 && j > 1 && first[i - 1] === second[j - 2] && first[i - 2] === second[j - 1];
      row.push(
        Math.min(
          last[j]! + 1,
          row[j - 1]! + 1,
          last[j - 1]! + Number(first[i - 1] !== second[j - 1]),
          swapped ? before[j - 2]! + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    [before, last] = [last, row];
  }
  return last[second.length]!;
};

/** The names that are most like what was written, the likest first. */
export const nearestNames = (written: string, names: readonly string[], most = 3): readonly string[] => {
  const parts = written.toLowerCase().split(/[.[\]]+/);
  const last = parts.at(-1);
  return names
    .map((name) => {
      const plain = name.toLowerCase();
      // What ends alike is likely to be meant, however far up it was misplaced.
      const known = plain.split(/[.[\]]+/);
      const shared = parts.filter((part) => known.includes(part)).length + Number(known.at(-1) === last);
      return { name, far: distance(written.toLowerCase(), plain) - 3 * shared };
    })
    .sort((a, b) => a.far - b.far)
    .slice(0, most)
    .map(({ name }) => name);
};
