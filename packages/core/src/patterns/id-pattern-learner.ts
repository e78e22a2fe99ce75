import { characterClasses, escapeInClass } from './character-class.js';
import { type CharacterRun, type IdPattern, runRegex } from './id-pattern.js';
import { ALPHANUMERIC, RunFacts } from './run-facts.js';
import { classNames, TextScanner } from './text-scanner.js';

const MOST_CHARACTERS = 200;
/** Where an id could be longer, only the characters are kept, and values are cut at so many. */
const MOST_LENGTH = 500;

/** Splits a pattern at the last run that varies; a number is added where none does, for more ids to be made. */
const aroundLastRun = (parts: readonly (CharacterRun | string)[]): IdPattern => {
  const regex = (some: readonly (CharacterRun | string)[]): string =>
    some.map((part) => (typeof part === 'string' ? part : runRegex(part))).join('');
  const at = parts.findLastIndex((part) => typeof part !== 'string');
  const run = parts[at];
  if (run === undefined || typeof run === 'string')
    return { before: regex(parts), run: { characters: '[0-9]', first: null, shortest: 0, longest: 0 }, after: '' };
  return { before: regex(parts.slice(0, at)), run, after: regex(parts.slice(at + 1)) };
};

/** Follows one way of splitting values into runs, as long as all values split alike. */
class RunsLearner {
  /** Kinds of the first value's runs, which all others must have; null before it has ended. */
  #kinds: number[] | null = null;
  readonly #first: number[] = [];
  /** null once two values split differently. */
  facts: RunFacts[] | null = [];
  #at = 0;

  /** One run of a value. @param kind - what must be the same in all values; −1 for a character that stands for itself */
  add(text: string, start: number, end: number, kind: number, classes: number, length: number): void {
    const { facts } = this;
    if (facts === null) return;
    const at = this.#at++;
    if (this.#kinds === null) facts.push(new RunFacts(text.slice(start, end)));
    else if (this.#kinds[at] !== kind || (kind < 0 && !facts[at]!.isSame(text, start, end))) {
      this.facts = null;
      return;
    }
    if (this.#kinds === null) this.#first.push(kind);
    facts[at]!.add(text, start, end, classes, length);
  }

  endOfValue(): void {
    if (this.#kinds === null) this.#kinds = this.#first;
    else if (this.#at !== this.#kinds.length) this.facts = null;
    this.#at = 0;
  }
}

/** Learns a regular expression that all ids of a column share, in one pass and bounded memory. */
export class IdPatternLearner {
  count = 0;
  readonly #scanner = new TextScanner();
  /** Runs of one class each, as in `PAT-0001`. */
  readonly #fine = new RunsLearner();
  /** Runs of letters and digits mixed, as in `3f2a-91bc`. */
  readonly #coarse = new RunsLearner();
  #classes = 0;
  readonly #others = new Set<string>();
  #shortest = Number.POSITIVE_INFINITY;
  #longest = 0;

  add(text: string): void {
    this.count++;
    const scanner = this.#scanner;
    scanner.scan(text);
    const { classes, starts, ends, lengths } = scanner;
    for (let run = 0; run < scanner.count; ) {
      let [mask, length, last] = [0, 0, run];
      do {
        const kind = classes[last]!;
        this.#fine.add(text, starts[last]!, ends[last]!, kind, kind < 0 ? 0 : 1 << kind, lengths[last]!);
        mask |= kind < 0 ? 0 : 1 << kind;
        length += lengths[last]!;
        last++;
      } while (
        last < scanner.count &&
        mask & ALPHANUMERIC &&
        classes[last]! >= 0 &&
        (1 << classes[last]!) & ALPHANUMERIC
      );
      const kind = mask & ALPHANUMERIC ? classNames.length : classes[run]!;
      this.#coarse.add(text, starts[run]!, ends[last - 1]!, kind, mask, length);
      this.#classes |= mask;
      if (mask === 0 && this.#others.size < MOST_CHARACTERS) this.#others.add(text.slice(starts[run]!, ends[run]!));
      run = last;
    }
    this.#fine.endOfValue();
    this.#coarse.endOfValue();
    if (scanner.length < this.#shortest) this.#shortest = scanner.length;
    if (scanner.length > this.#longest) this.#longest = scanner.length;
  }

  /** Whether all values are built alike: of the same runs, or of mixed runs that are equally long, as UUIDs are. */
  get alike(): boolean {
    return this.#fine.facts !== null || (this.#coarse.facts?.every(({ fixedLength }) => fixedLength) ?? false);
  }

  /**
   * At least one value must have been added.
   * @param literalFrom - a run that all values share is kept as it is when there are at least so many values; with fewer
   *   it would be a person's value, and is generalised
   */
  finish(literalFrom: number): IdPattern {
    const facts = this.#fine.facts ?? this.#coarse.facts;
    if (facts && facts.reduce((sum, { longest }) => sum + longest, 0) <= MOST_LENGTH)
      return aroundLastRun(facts.map((run) => run.generalised(this.count >= literalFrom)));
    const classes = classNames
      .filter((_, i) => this.#classes & (1 << i))
      .map((name) => characterClasses[name].slice(1, -1));
    const others = [...this.#others].sort().map(escapeInClass);
    const run = {
      characters: `[${[...classes, ...others].join('')}]`,
      first: null,
      shortest: Math.min(this.#shortest, MOST_LENGTH),
      longest: Math.min(this.#longest, MOST_LENGTH),
    };
    // Of one character alone, one character more would make one id more.
    return aroundLastRun([classes.length > 0 || others.length > 1 ? run : runRegex(run)]);
  }
}
