import { CodeBuilder } from './code-builder.js';
import type { Utf8Column } from './column.js';
import { DictionarySnapshot, dictionaryLimit } from './dictionary-snapshot.js';

/** Collects text, row by row, into a dictionary in order of first appearance. */
export class Utf8Builder {
  readonly #codes = new CodeBuilder();
  #codeOf = new Map<string, number>();
  #entries: string[] = [];
  readonly #snapshot = new DictionarySnapshot();

  get length(): number {
    return this.#codes.length;
  }

  append(value: string): void {
    let code = this.#codeOf.get(value);
    if (code === undefined) {
      code = this.#entries.length;
      this.#codeOf.set(value, code);
      this.#entries.push(value);
    }
    this.#codes.append(code);
  }

  appendMissing(): void {
    this.#codes.appendMissing();
  }

  /** The rows appended since the last `finish()`; the dictionary is kept for the next rows while it is small. */
  finish(): Utf8Column {
    const column = this.#codes.finish(this.#snapshot.of(this.#entries));
    if (this.#entries.length > dictionaryLimit) {
      this.#codeOf = new Map();
      this.#entries = [];
      this.#snapshot.reset();
    }
    return column;
  }
}
