import { characterClasses, escapeLiteral } from './character-class.js';
import type { CharacterRun } from './id-pattern.js';
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

  /** In code points. */
  get longest(): number {
    return this.#longest;
  }

  /** Whether it is equally long in all values. */
  get fixedLength(): boolean {
    return this.#shortest === this.#longest;
  }

  /**
   * What it is in general; for a text that all values share, that text as a regular expression.
   * @param literal - whether a shared text of letters and digits is kept
   */
  generalised(literal: boolean): CharacterRun | string {
    if (this.#classes === 0 || (this.#text !== null && literal)) return [...this.#text!].map(escapeLiteral).join('');
    const lengths = { shortest: this.#shortest, longest: this.#longest };
    const single = classNames.find((_, i) => this.#classes === 1 << i);
    if (single) {
      // Counters such as user1 … user1000 have no zeros in front.
      const counter = single === 'digit' && !this.fixedLength && !this.#leadingZero;
      return { characters: characterClasses[single], first: counter ? '[1-9]' : null, ...lengths };
    }
    const last = this.#beyondHex ? ['Z', 'z'] : ['F', 'f'];
    const upper = this.#classes & UPPER ? `A-${last[0]}` : '';
    const lower = this.#classes & LOWER ? `a-${last[1]}` : '';
    return { characters: `[${this.#classes & DIGIT ? '0-9' : ''}${upper}${lower}]`, first: null, ...lengths };
  }
}
