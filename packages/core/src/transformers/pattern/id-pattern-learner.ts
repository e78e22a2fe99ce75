import { type CharacterClass, characterClasses, escapeCharacter } from './character-class.js';
import { alphanumericRuns, type TextRun, textRuns } from './text-runs.js';

/** What is known of one run that all values share. */
interface RunFacts {
  readonly kinds: Set<CharacterClass>;
  /** The text that all values have there; null once they differ. */
  text: string | null;
  shortest: number;
  longest: number;
  leadingZero: boolean;
  /** Whether letters beyond f (in either case) were seen. */
  beyondHex: boolean;
}

const learnRun = (
  facts: RunFacts | undefined,
  { text, length }: TextRun,
  kinds: readonly CharacterClass[],
): RunFacts => {
  const known = facts ?? {
    kinds: new Set(),
    text,
    shortest: length,
    longest: length,
    leadingZero: false,
    beyondHex: false,
  };
  for (const kind of kinds) known.kinds.add(kind);
  if (known.text !== text) known.text = null;
  known.shortest = Math.min(known.shortest, length);
  known.longest = Math.max(known.longest, length);
  known.leadingZero ||= length > 1 && text.startsWith('0');
  known.beyondHex ||= /[^0-9a-fA-F]/.test(text);
  return known;
};

/** Follows one way of splitting values into runs, as long as all values split alike. */
class RunLearner {
  #signature: string | null = null;
  facts: RunFacts[] | null = [];

  add(signature: string, runs: readonly TextRun[], kindsOf: (run: TextRun) => readonly CharacterClass[]): void {
    this.#signature ??= signature;
    if (this.#signature !== signature) this.facts = null;
    const { facts } = this;
    if (facts === null) return;
    for (const [i, run] of runs.entries()) facts[i] = learnRun(facts[i], run, kindsOf(run));
  }
}

const MOST_CHARACTERS = 200;

/** Learns a regular expression that all ids of a column share, in one pass and bounded memory. */
export class IdPatternLearner {
  count = 0;
  /** Runs of one class each, as in `PAT-0001`. */
  readonly #fine = new RunLearner();
  /** Runs of letters and digits mixed, as in `3f2a-91bc`. */
  readonly #coarse = new RunLearner();
  readonly #classes = new Set<CharacterClass>();
  readonly #others = new Set<string>();
  #shortest = Number.POSITIVE_INFINITY;
  #longest = 0;

  add(text: string): void {
    this.count++;
    const runs = textRuns(text);
    if (this.#fine.facts)
      this.#fine.add(runs.map(({ kind, text: own }) => kind ?? `'${own}`).join(' '), runs, ({ kind }) =>
        kind === null ? [] : [kind],
      );
    if (this.#coarse.facts) {
      const mixed = alphanumericRuns(runs);
      this.#coarse.add(
        mixed.map(({ joined, kind, text: own }) => (joined ? '*' : (kind ?? `'${own}`))).join(' '),
        mixed,
        ({ text: own }) => textRuns(own).flatMap(({ kind }) => (kind === null ? [] : [kind])),
      );
    }
    let length = 0;
    for (const run of runs) {
      length += run.length;
      if (run.kind !== null) this.#classes.add(run.kind);
      else if (this.#others.size < MOST_CHARACTERS) this.#others.add(run.text);
    }
    this.#shortest = Math.min(this.#shortest, length);
    this.#longest = Math.max(this.#longest, length);
  }

  /**
   * At least one value must have been added.
   * @param literalFrom - a run that all values share is kept as it is when there are at least so many values; with fewer
   *   it would be a person's value, and is generalised
   */
  finish(literalFrom: number): string {
    const literal = this.count >= literalFrom;
    const facts = this.#fine.facts ?? this.#coarse.facts;
    if (facts) return facts.map((run) => runPattern(run, literal)).join('');
    const classes = [...this.#classes].sort().map((kind) => characterClasses[kind].slice(1, -1));
    const others = [...this.#others].sort().map(escapeCharacter);
    return `[${[...classes, ...others].join('')}]${repetition(this.#shortest, this.#longest)}`;
  }
}

const repetition = (shortest: number, longest: number): string =>
  shortest === longest ? (shortest === 1 ? '' : `{${shortest}}`) : `{${shortest},${longest}}`;

const runPattern = ({ kinds, text, shortest, longest, leadingZero, beyondHex }: RunFacts, literal: boolean): string => {
  if (kinds.size === 0 || (text !== null && literal)) return [...text!].map(escapeCharacter).join('');
  if (kinds.size === 1) {
    const [kind] = kinds as Set<CharacterClass>;
    // Counters such as user1 … user1000 have no zeros in front.
    if (kind === 'digit' && shortest !== longest && !leadingZero) {
      return longest === 1 ? '[1-9]' : `[1-9][0-9]${repetition(shortest - 1, longest - 1)}`;
    }
    return characterClasses[kind!] + repetition(shortest, longest);
  }
  const letters = [
    ...(kinds.has('upper') ? [beyondHex ? 'A-Z' : 'A-F'] : []),
    ...(kinds.has('lower') ? [beyondHex ? 'a-z' : 'a-f'] : []),
  ];
  return `[${kinds.has('digit') ? '0-9' : ''}${letters.join('')}]${repetition(shortest, longest)}`;
};
