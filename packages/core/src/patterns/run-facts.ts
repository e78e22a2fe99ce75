import { characterClasses, escapeCharacter } from './character-class.js';
import { classNames } from './text-scanner.js';

const [DIGIT, LOWER, UPPER] = (['digit', 'lower', 'upper'] as const).map((name) => 1 << classNames.indexOf(name)) as [
  number,
  number,
  number,
];
/** ASCII letters and digits. */
export const ALPHANUMERIC = DIGIT | LOWER | UPPER;

/** Collects what all values of a column have at one place. */
export class RunFacts {
  /** Classes seen, one bit each; none for a character that stands for itself. */
  #classes = 0;
  /** The text that all values have there; null once they differ. */
  #text: string | null;
  #shortest = Number.POSITIVE_INFINITY;
  #longest = 0;
  #leadingZero = false;
  #beyondHex = false;

  constructor(text: string) {
    this.#text = text;
  }

  /** @param classes - those in the run, one bit each @param length - in code points */
  add(text: string, start: number, end: number, classes: number, length: number): void {
    this.#classes |= classes;
    if (this.#text !== null && (end - start !== this.#text.length || !text.startsWith(this.#text, start)))
      this.#text = null;
    if (length < this.#shortest) this.#shortest = length;
    if (length > this.#longest) this.#longest = length;
    if (length > 1 && text.charCodeAt(start) === 48) this.#leadingZero = true;
    if (!this.#beyondHex && classes & (LOWER | UPPER)) this.#beyondHex = /[g-zG-Z]/.test(text.slice(start, end));
  }

  /** Whether a run without a class is the same character here. */
  isSame(text: string, start: number, end: number): boolean {
    return this.#text !== null && end - start === this.#text.length && text.startsWith(this.#text, start);
  }

  /** As a regular expression. @param literal - whether a text that all values share is kept */
  pattern(literal: boolean): string {
    if (this.#classes === 0 || (this.#text !== null && literal)) return [...this.#text!].map(escapeCharacter).join('');
    const single = classNames.find((_, i) => this.#classes === 1 << i);
    // Counters such as user1 … user1000 have no zeros in front.
    if (single === 'digit' && this.#shortest !== this.#longest && !this.#leadingZero)
      return `[1-9][0-9]${repetition(this.#shortest - 1, this.#longest - 1)}`;
    if (single) return characterClasses[single] + repetition(this.#shortest, this.#longest);
    const last = this.#beyondHex ? ['Z', 'z'] : ['F', 'f'];
    const upper = this.#classes & UPPER ? `A-${last[0]}` : '';
    const lower = this.#classes & LOWER ? `a-${last[1]}` : '';
    return `[${this.#classes & DIGIT ? '0-9' : ''}${upper}${lower}]${repetition(this.#shortest, this.#longest)}`;
  }
}

/** How often the part before it stands there. */
export const repetition = (shortest: number, longest: number): string =>
  shortest === longest ? (shortest === 1 ? '' : `{${shortest}}`) : `{${shortest},${longest}}`;
