import { CodeBuilder } from '../table/code-builder.js';
import type { Utf8Column } from '../table/column.js';
import { DictionarySnapshot, dictionaryLimit } from '../table/dictionary-snapshot.js';
import { ByteDictionary } from './byte-dictionary.js';
import type { CellProblem } from './cell-taker.js';
import type { ColumnReader } from './column-reader.js';
import type { MissingSpellings } from './missing-spellings.js';

const noUtf8: CellProblem = { kind: 'encoding' };

/** Reads cells as text, each exactly as written. */
export class TextReader implements ColumnReader {
  readonly spec = 'utf8';
  readonly #missing: MissingSpellings;
  readonly #codes = new CodeBuilder();
  #dictionary = new ByteDictionary();
  readonly #snapshot = new DictionarySnapshot();

  constructor(missing: MissingSpellings, rowsMissing = 0) {
    this.#missing = missing;
    for (let row = 0; row < rowsMissing; row++) this.#codes.appendMissing();
  }

  take(bytes: Uint8Array, start: number, end: number, quoted: boolean): CellProblem | null {
    if (this.#missing.matches(bytes, start, end, quoted)) {
      this.#codes.appendMissing();
      return null;
    }
    const code = this.#dictionary.codeOf(bytes, start, end);
    if (code < 0) return noUtf8;
    this.#codes.append(code);
    return null;
  }

  finish(): Utf8Column {
    const { entries } = this.#dictionary;
    const column = this.#codes.finish(this.#snapshot.of(entries));
    if (entries.length > dictionaryLimit) {
      this.#dictionary = new ByteDictionary();
      this.#snapshot.reset();
    }
    return column;
  }
}
