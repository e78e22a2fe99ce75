/** Values from `low` up to, but not including, `high`. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

export const everything: readonly Interval[] = [{ low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }];

/** Non-empty intervals in ascending order, touching ones joined. */
export const unite = (intervals: readonly Interval[]): Interval[] => {
  const sorted = intervals.filter(({ low, high }) => low < high).sort((a, b) => (a.low < b.low ? -1 : 1));
  const out: Interval[] = [];
  for (const interval of sorted) {
    const last = out.at(-1);
    if (last && interval.low <= last.high)
      out[out.length - 1] = { low: last.low, high: Math.max(last.high, interval.high) };
    else out.push(interval);
  }
  return out;
};

/** What lies in both; each list disjoint and ascending. */
export const intersect = (a: readonly Interval[], b: readonly Interval[]): Interval[] => {
  const out: Interval[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const low = Math.max(a[i]!.low, b[j]!.low);
    const high = Math.min(a[i]!.high, b[j]!.high);
    if (low < high) out.push({ low, high });
    if (a[i]!.high < b[j]!.high) i++;
    else j++;
  }
  return out;
};
