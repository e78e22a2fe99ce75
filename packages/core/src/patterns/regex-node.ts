/** Code points from `low` to `high`, both included. */
export interface CharRange {
  readonly low: number;
  readonly high: number;
}

/** A regular expression of finite length, as a tree. */
export type RegexNode =
  | { readonly kind: 'set'; readonly ranges: readonly CharRange[] }
  | { readonly kind: 'sequence'; readonly parts: readonly RegexNode[] }
  | { readonly kind: 'either'; readonly options: readonly RegexNode[] }
  | { readonly kind: 'repeat'; readonly part: RegexNode; readonly min: number; readonly max: number };

/** The same characters as disjoint ascending ranges. */
export const normalizeRanges = (ranges: readonly CharRange[]): CharRange[] => {
  const out: CharRange[] = [];
  for (const { low, high } of [...ranges].sort((a, b) => a.low - b.low)) {
    const last = out.at(-1);
    if (last && low <= last.high + 1) out[out.length - 1] = { low: last.low, high: Math.max(last.high, high) };
    else out.push({ low, high });
  }
  return out;
};
