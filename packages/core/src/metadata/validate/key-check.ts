import { isPresent } from '../../table/cell.js';
import type { Column } from '../../table/column.js';
import { hashText, hashWords } from '../profile/hash.js';
import { KeySet } from '../profile/key-set.js';
import type { Finding } from './finding.js';

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);

/** Writes the row's value, or a hash of its text, as two words to `words`. */
const wordsOf = (column: Column): ((row: number) => void) => {
  switch (column.type) {
    case 'float64':
      return (row) => {
        float[0] = column.values[row]! + 0;
      };
    case 'int64':
    case 'timestamp': {
      const view = new BigInt64Array(words.buffer);
      return (row) => {
        view[0] = column.values[row]!;
      };
    }
    case 'bool':
      return (row) => {
        words[0] = (column.values[row >> 3]! >> (row & 7)) & 1;
        words[1] = 1;
      };
    case 'utf8':
      return (row) => {
        hashText(column.dictionary[column.codes[row]!]!);
        words.set(hashWords);
      };
  }
};

/** Follows a key: reports missing values to one finding and repeated ones to the other. Memory: up to 32 bytes a row. */
export class KeyCheck {
  readonly #keys = new KeySet();

  constructor(
    readonly missing: Finding,
    readonly duplicate: Finding,
  ) {}

  /** @param show - the value of a row, as it may be shown */
  add(column: Column, firstRow: number, show: (row: number) => string): void {
    const read = wordsOf(column);
    for (let row = 0; row < column.length; row++) {
      if (!isPresent(column, row)) {
        this.missing.add(firstRow + row, () => 'null');
        continue;
      }
      read(row);
      if (!this.#keys.add(words[0]!, words[1]!)) this.duplicate.add(firstRow + row, () => show(row));
    }
  }
}
