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

/** Values of one length: each place is one character, or a class of those that occur there. */
const byPlace = (values: readonly string[]): string | null => {
  const pieces: string[] = [];
  for (let at = 0; at < values[0]!.length; at++) {
    const seen = new Set(values.map((value) => value[at]!));
    if (seen.size === 1) {
      pieces.push(escapeLiteral([...seen][0]!));
      continue;
    }
    const classes = new Set([...seen].map(classOf));
    if (classes.has('other')) return null;
    const hex =
      classes.size === 2 && classes.has('digit') && [...seen].every((c) => /[\da-f]/.test(c) || /[\dA-F]/.test(c));
    pieces.push(
      hex
        ? classes.has('lower')
          ? '[0-9a-f]'
          : '[0-9A-F]'
        : `[${(['digit', 'upper', 'lower'] as const)
            .filter((c) => classes.has(c))
            .map((c) => ranges[c])
            .join('')}]`,
    );
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
