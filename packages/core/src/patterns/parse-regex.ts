import { InvalidMetadataError } from '../errors/invalid-metadata-error.js';
import { type CharRange, normalizeRanges, type RegexNode } from './regex-node.js';

/** What an open-ended repetition (`*`, `+`, `{n,}`) adds at most to its minimum. */
const OPEN_REPEATS = 16;
const MOST_REPEATS = 1000;

const range = (low: string, high: string): CharRange => ({ low: low.codePointAt(0)!, high: high.codePointAt(0)! });
const printable = [range(' ', '~')];
const digits = [range('0', '9')];
const word = [range('0', '9'), range('A', 'Z'), range('_', '_'), range('a', 'z')];
const space = [range(' ', ' ')];

/** Characters of `printable` outside the ranges; what a negated class means here. */
const negate = (ranges: readonly CharRange[]): CharRange[] => {
  const out: CharRange[] = [];
  for (let code = printable[0]!.low; code <= printable[0]!.high; code++)
    if (!ranges.some(({ low, high }) => code >= low && code <= high)) out.push({ low: code, high: code });
  return normalizeRanges(out);
};

const escapes: Readonly<Record<string, readonly CharRange[]>> = {
  d: digits,
  w: word,
  s: space,
  D: negate(digits),
  W: negate(word),
  S: negate(space),
  t: [range('\t', '\t')],
  n: [range('\n', '\n')],
  r: [range('\r', '\r')],
};

class RegexParser {
  readonly #characters: readonly string[];
  #at = 0;

  constructor(
    readonly regex: string,
    readonly place: string,
  ) {
    this.#characters = [...regex];
  }

  parse(): RegexNode {
    const node = this.#either();
    if (this.#at < this.#characters.length)
      this.#fail(`"${this.#characters[this.#at]}" at position ${this.#at} has no counterpart`);
    return node;
  }

  #fail(problem: string): never {
    throw new InvalidMetadataError(
      this.place,
      `the pattern ${JSON.stringify(this.regex)} cannot be used to make values: ${problem}. Literals, [classes], \\d \\w \\s ., groups, |, ? * + and {n,m} are supported`,
    );
  }

  #take(expected: string): boolean {
    if (this.#characters[this.#at] !== expected) return false;
    this.#at++;
    return true;
  }

  #next(): string {
    const character = this.#characters[this.#at++];
    if (character === undefined) this.#fail('it ends too early');
    return character;
  }

  #either(): RegexNode {
    const options = [this.#sequence()];
    while (this.#take('|')) options.push(this.#sequence());
    return options.length === 1 ? options[0]! : { kind: 'either', options };
  }

  #sequence(): RegexNode {
    const parts: RegexNode[] = [];
    while (this.#at < this.#characters.length && !'|)'.includes(this.#characters[this.#at]!)) {
      const part = this.#atom();
      if (part !== null) parts.push(this.#repeated(part));
    }
    return { kind: 'sequence', parts };
  }

  /** null for an anchor, which stands for nothing: values always match in full. */
  #atom(): RegexNode | null {
    const at = this.#at;
    const character = this.#next();
    switch (character) {
      case '^':
        if (at !== 0 && this.#characters[at - 1] !== '(' && this.#characters[at - 1] !== '|')
          this.#fail('^ stands inside it');
        return null;
      case '$': {
        const after = this.#characters[this.#at];
        if (after !== undefined && after !== ')' && after !== '|') this.#fail('$ stands inside it');
        return null;
      }
      case '(': {
        if (this.#take('?') && !this.#take(':'))
          this.#fail('groups that begin with (? are not supported, other than (?:');
        const inner = this.#either();
        if (!this.#take(')')) this.#fail('a bracket is not closed');
        return inner;
      }
      case '[':
        return { kind: 'set', ranges: this.#class() };
      case '.':
        return { kind: 'set', ranges: printable };
      case '\\':
        return { kind: 'set', ranges: this.#escape() };
      case '*':
      case '+':
      case '?':
      case '{':
        return this.#fail(`"${character}" at position ${at} repeats nothing`);
      default:
        return { kind: 'set', ranges: [range(character, character)] };
    }
  }

  #escape(): readonly CharRange[] {
    const letter = this.#next();
    const known = Object.hasOwn(escapes, letter) ? escapes[letter] : undefined;
    if (known) return known;
    if (/[A-Za-z0-9]/.test(letter)) this.#fail(`\\${letter} is not supported`);
    return [range(letter, letter)];
  }

  #class(): CharRange[] {
    const negated = this.#take('^');
    const ranges: CharRange[] = [];
    for (let first = true; ; first = false) {
      const character = this.#next();
      if (character === ']' && !first) break;
      const low = character === '\\' ? this.#escape() : [range(character, character)];
      const dash = this.#characters[this.#at] === '-' && this.#characters[this.#at + 1] !== ']';
      if (!dash || low.length !== 1 || low[0]!.low !== low[0]!.high) {
        ranges.push(...low);
        continue;
      }
      this.#at++;
      const end = this.#next();
      const high = end === '\\' ? this.#escape() : [range(end, end)];
      if (high.length !== 1 || high[0]!.low !== high[0]!.high || high[0]!.low < low[0]!.low)
        this.#fail('a class has a range that does not run upward');
      ranges.push({ low: low[0]!.low, high: high[0]!.low });
    }
    const characters = negated ? negate(ranges) : normalizeRanges(ranges);
    return characters.length > 0 ? characters : this.#fail('a class holds no characters');
  }

  #repeated(part: RegexNode): RegexNode {
    const repeat = (min: number, max: number): RegexNode => {
      if (max < min || max > MOST_REPEATS)
        this.#fail(`a repetition runs from ${min} to ${max}; it must run upward and to ${MOST_REPEATS} at most`);
      if ('?*+{'.includes(this.#characters[this.#at] ?? ' ')) this.#fail('a repetition is itself repeated');
      return { kind: 'repeat', part, min, max };
    };
    if (this.#take('?')) return repeat(0, 1);
    if (this.#take('*')) return repeat(0, OPEN_REPEATS);
    if (this.#take('+')) return repeat(1, 1 + OPEN_REPEATS);
    if (!this.#take('{')) return part;
    const close = this.#characters.indexOf('}', this.#at);
    const counts = /^(\d+)(,(\d*))?$/.exec(this.#characters.slice(this.#at, close < 0 ? this.#at : close).join(''));
    if (!counts) this.#fail('"{" is followed by no count');
    this.#at = close + 1;
    const min = Number(counts[1]);
    return repeat(min, counts[2] === undefined ? min : counts[3] ? Number(counts[3]) : min + OPEN_REPEATS);
  }
}

/**
 * Reads the part of regular expressions that describes values of finite length. `*`, `+` and `{n,}` repeat at most 16
 * times more than they must; `.` and negated classes mean printable ASCII; anchors at the ends are understood.
 * @param place - where the pattern stands, for the error
 * @throws {InvalidMetadataError} for lookaround, back references, lazy repetition and whatever else is not supported
 */
export const parseRegex = (regex: string, place: string): RegexNode => new RegexParser(regex, place).parse();
