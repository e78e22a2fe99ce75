interface Range {
  readonly low: number;
  readonly high: number;
  /** What stands around the numbers, which all values must share. */
  readonly frame: string;
}

const NUMBER = '(-?\\d+(?:[ ,]\\d{3})*(?:\\.\\d+)?)(k|m|bn|b|th|st|nd|rd)?';
const factors: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, b: 1e9, bn: 1e9 };
const years: Readonly<Record<string, number>> = { day: 1 / 365, week: 7 / 365, month: 1 / 12, year: 1 };
const infinite = Number.POSITIVE_INFINITY;

const toNumber = (digits: string, factor: string | undefined): number =>
  Number(digits.replace(/[ ,]/g, '')) * (factors[factor ?? ''] ?? 1);

/** Lower case, plain hyphens, no currency signs. */
const normalise = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\u2012-\u2015\u2212]/g, '-')
    .replace(/≤/g, '<=')
    .replace(/≥/g, '>=')
    .replace(/[$€£¥]/g, '')
    .replace(/\s+/g, ' ');

const frame = '([a-z%()/. ]*?)';
const between = new RegExp(
  `^${frame}[[(]?${NUMBER} ?%?(?: ?[a-z]{1,8})? ?(?:-|to|,|and|\\.\\.) ?${NUMBER} ?[\\])]?${frame}$`,
);
const below = new RegExp(
  `^${frame}(?:<=?|under|below|less than|up to|at most|fewer than|younger than) ?${NUMBER}${frame}$`,
);
const belowAfter = new RegExp(`^${frame}${NUMBER}${frame} ?(?:and|or) (?:less|fewer|below|under|younger)$`);
const above = new RegExp(`^${frame}(?:>=?|over|above|more than|at least|older than|greater than) ?${NUMBER}${frame}$`);
const aboveAfter = new RegExp(`^${frame}${NUMBER} ?(?:\\+|(?:and|or|&) (?:more|over|older|above|up|greater))${frame}$`);
const plain = new RegExp(`^${frame}${NUMBER}${frame}$`);
/** Words before a lone number that make it a rank rather than a label. */
const ranked =
  /^(?:|age|aged|level|grade|stage|class|tier|year|week|day|month|quarter|q|phase|step|score|rank|band|decile|quintile|quartile|tertile|wave|visit)$/;

const within = /^(?:within|in|during) the (?:past|last) (?:(\d+) )?(day|week|month|year)s?$/;
const longAgo = /^(\d+) or more (day|week|month|year)s ago$/;

const tidy = (text = ''): string => text.replace(/[().]/g, '').trim().replace(/s$/, '');

/** "Within the past 2 years", "5 or more years ago", "Never": how long ago, in years. */
const parseRecency = (text: string): Range | null => {
  const recent = within.exec(text);
  if (recent) return { low: 0, high: Number(recent[1] ?? 1) * years[recent[2]!]!, frame: 'ago' };
  const old = longAgo.exec(text);
  if (old) return { low: Number(old[1]) * years[old[2]!]!, high: infinite, frame: 'ago' };
  return text === 'never' ? { low: infinite, high: infinite, frame: 'ago' } : null;
};

const parseRange = (text: string): Range | null => {
  let match = below.exec(text) ?? belowAfter.exec(text);
  if (match)
    return { low: -infinite, high: toNumber(match[2]!, match[3]), frame: `${tidy(match[1])}#${tidy(match[4])}` };
  match = above.exec(text) ?? aboveAfter.exec(text);
  if (match)
    return { low: toNumber(match[2]!, match[3]), high: infinite, frame: `${tidy(match[1])}#${tidy(match[4])}` };
  match = between.exec(text);
  if (match) {
    const [, before, a, aFactor, b, bFactor, after] = match;
    const low = toNumber(a!, aFactor ?? bFactor);
    const high = toNumber(b!, bFactor);
    if (low <= high) return { low, high, frame: `${tidy(before)}#${tidy(after)}` };
  }
  match = plain.exec(text);
  if (!match || !ranked.test(match[1]!.trim())) return null;
  const value = toNumber(match[2]!, match[3]);
  return { low: value, high: value, frame: `${tidy(match[1])}#${tidy(match[4])}` };
};

/**
 * The values in the order of the numbers they tell of: '<5', '5-9', '10 to 14 years', '80+', 'Under 18', '$25,000-$50,000',
 * '1st', 'Level 2', or of times past ('Within the past year', 'Never'). null where one of them tells none, where what
 * stands around the numbers differs (`5 kg`, `7 m`), or where two tell the same.
 */
export const rangeOrder = (values: readonly string[]): readonly string[] | null => {
  if (values.length < 2) return null;
  for (const parse of [parseRecency, parseRange]) {
    const ranges: { readonly value: string; readonly range: Range }[] = [];
    for (const value of values) {
      const range = parse(normalise(value));
      if (!range) break;
      ranges.push({ value, range });
    }
    if (ranges.length < values.length) continue;
    const frames = new Set(ranges.map(({ range }) => range.frame).filter((text) => text !== '#'));
    if (frames.size > 1) continue;
    if (new Set(ranges.map(({ range }) => `${range.low}|${range.high}`)).size < values.length) continue;
    const difference = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
    return ranges
      .sort((a, b) => difference(a.range.low, b.range.low) || difference(a.range.high, b.range.high))
      .map(({ value }) => value);
  }
  return null;
};
