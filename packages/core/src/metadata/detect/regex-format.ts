type CharacterClass = 'digit' | 'upper' | 'lower' | 'other';

const classOf = (character: string): CharacterClass =>
  /\d/.test(character) ? 'digit' : /[A-Z]/.test(character) ? 'upper' : /[a-z]/.test(character) ? 'lower' : 'other';

const ranges = { digit: '0-9', upper: 'A-Z', lower: 'a-z' } as const;

const escapeLiteral = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
const times = (low: number, high: number): string =>
  low === high ? (low === 1 ? '' : `{${low}}`) : `{${low},${high}}`;

/** Joins one-place pieces: literals stay, equal classes are counted. */
const join = (pieces: readonly string[]): string => {
  let regex = '';
  for (let i = 0; i < pieces.length; ) {
    let end = i + 1;
    while (end < pieces.length && pieces[end] === pieces[i]) end++;
    regex += pieces[i]!.startsWith('[') ? pieces[i]! + times(end - i, end - i) : pieces[i]!.repeat(end - i);
    i = end;
  }
  return regex;
};

/** Places that must vary before letters from a to f alone are taken for hexadecimal digits. */
const hexPlaces = 4;

const classFor = (seen: ReadonlySet<string>, hex: string | null): string | null => {
  const classes = new Set([...seen].map(classOf));
  if (classes.has('other')) return null;
  if (hex !== null && classes.has('digit') && classes.size > 1) return hex;
  return (['digit', 'upper', 'lower'] as const)
    .filter((c) => classes.has(c))
    .map((c) => ranges[c])
    .join('');
};

/** Values of one length: each place is one character, or a class of those that occur there. */
const byPlace = (values: readonly string[]): string | null => {
  const places = Array.from({ length: values[0]!.length }, (_, at) => new Set(values.map((value) => value[at]!)));
  const varying = places.filter((seen) => seen.size > 1);
  const letters = new Set(varying.flatMap((seen) => [...seen].filter((character) => !/\d/.test(character))));
  const text = [...letters].join('');
  const hex =
    varying.length < hexPlaces ? null : /^[a-f]+$/.test(text) ? '0-9a-f' : /^[A-F]+$/.test(text) ? '0-9A-F' : null;
  const pieces: string[] = [];
  for (const seen of places) {
    const inside = seen.size === 1 ? null : classFor(seen, hex);
    if (seen.size > 1 && inside === null) return null;
    pieces.push(inside === null ? escapeLiteral([...seen][0]!) : `[${inside}]`);
  }
  return join(pieces);
};

/** Values of several lengths: runs of one class, in the same order in all. */
const byRun = (values: readonly string[]): string | null => {
  const split = (value: string): string[] => value.match(/\d+|[A-Z]+|[a-z]+|[^\dA-Za-z]/g) ?? [];
  const first = split(values[0]!);
  const runs = first.map((run) => ({
    kind: classOf(run[0]!),
    seen: new Set<string>(),
    low: run.length,
    high: run.length,
  }));
  for (const value of values) {
    const parts = split(value);
    if (parts.length !== runs.length) return null;
    for (const [i, part] of parts.entries()) {
      const run = runs[i]!;
      if (classOf(part[0]!) !== run.kind) return null;
      if (run.seen.size < 2) run.seen.add(part);
      if (run.kind === 'other' && run.seen.size > 1) return null;
      run.low = Math.min(run.low, part.length);
      run.high = Math.max(run.high, part.length);
    }
  }
  return runs
    .map(({ kind, seen, low, high }) =>
      seen.size === 1 || kind === 'other' ? escapeLiteral([...seen][0]!) : `[${ranges[kind]}]${times(low, high)}`,
    )
    .join('');
};

/** Longer values follow no pattern worth the name. */
const longest = 64;

/**
 * A regular expression that every value matches: literals, classes and counts only, as SDV's `regex_format` takes them.
 * null where the values have no common pattern, and for fewer than two.
 */
export const regexFormat = (texts: Iterable<string>): string | null => {
  const values = [...texts];
  if (values.length < 2 || values.some((value) => value.length === 0 || value.length > longest)) return null;
  const sameLength = values.every((value) => value.length === values[0]!.length);
  const regex = (sameLength ? byPlace(values) : null) ?? byRun(values);
  return regex === null || !regex.includes('[') ? null : regex;
};
