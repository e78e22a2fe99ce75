import type { Column } from '../../table/column.js';
import type { ReadTime, TimeCodec } from './time-codec.js';

/** Reads present rows; each entry of a dictionary is parsed once as long as the dictionary stays the same. */
export const createTimeReader = (codec: TimeCodec): ((column: Column, row: number) => ReadTime | null) => {
  let dictionary: readonly string[] | null = null;
  let known: (ReadTime | null | undefined)[] = [];
  return (column, row) => {
    if (column.type !== 'utf8') return codec.read(column, row);
    if (column.dictionary !== dictionary) {
      dictionary = column.dictionary;
      known = [];
    }
    const code = column.codes[row]!;
    const before = known[code];
    return before !== undefined ? before : (known[code] = codec.read(column, row));
  };
};
