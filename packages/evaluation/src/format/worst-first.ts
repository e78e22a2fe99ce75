/** Lowest first, those without a score last, else as they were. */
export const worstFirst = <Entry>(
  entries: readonly Entry[],
  score: (entry: Entry) => number | null,
): readonly Entry[] => [...entries].sort((a, b) => (score(a) ?? Number.MAX_VALUE) - (score(b) ?? Number.MAX_VALUE));
