import { type CharacterClass, characterClasses, classOf } from './character-class.js';

/** Classes by number; a run of no class is one character that stands for itself and has the number −1. */
export const classNames = Object.keys(characterClasses) as readonly CharacterClass[];
const numberOf = new Map<CharacterClass | null, number>([
  ...classNames.map((name, i) => [name, i] as const),
  [null, -1],
]);
const ascii = Int8Array.from({ length: 128 }, (_, code) => numberOf.get(classOf(String.fromCharCode(code)))!);

/**
 * Splits texts into runs: consecutive characters of one class, or single characters of none. The arrays hold the runs of
 * the last text, up to `count`, and are used again for the next.
 */
export class TextScanner {
  count = 0;
  /** Number of each run's class, or −1. */
  readonly classes: number[] = [];
  /** Where each run starts and ends in the text, in UTF-16 units. */
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  /** In code points. */
  readonly lengths: number[] = [];
  /** Code points of the whole text. */
  length = 0;

  scan(text: string): void {
    const { classes, starts, ends, lengths } = this;
    let run = -1;
    this.length = 0;
    for (let at = 0; at < text.length; ) {
      const code = text.codePointAt(at)!;
      const next = at + (code > 0xffff ? 2 : 1);
      const kind = code < 128 ? ascii[code]! : numberOf.get(classOf(String.fromCodePoint(code)))!;
      if (run >= 0 && kind >= 0 && classes[run] === kind) {
        ends[run] = next;
        lengths[run]!++;
      } else {
        run++;
        classes[run] = kind;
        starts[run] = at;
        ends[run] = next;
        lengths[run] = 1;
      }
      this.length++;
      at = next;
    }
    this.count = run + 1;
  }
}
