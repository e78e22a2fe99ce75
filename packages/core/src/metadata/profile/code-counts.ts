import { bitAt } from '../../table/bits.js';
import type { Utf8Column } from '../../table/column.js';

/** Calls `visit` once for every dictionary entry that occurs in the column, in order of codes or of first appearance. */
export const forEachUsedCode = (
  column: Utf8Column,
  visit: (text: string, count: number, code: number) => void,
): void => {
  const { codes, dictionary, validity, length } = column;
  // A batch of a file shares the dictionary of all batches before it: do not walk the whole of it for a few rows.
  if (dictionary.length > 4 * length + 1024) {
    const counts = new Map<number, number>();
    for (let row = 0; row < length; row++)
      if (validity === null || bitAt(validity, row)) counts.set(codes[row]!, (counts.get(codes[row]!) ?? 0) + 1);
    for (const [code, count] of counts) visit(dictionary[code]!, count, code);
    return;
  }
  const counts = new Int32Array(dictionary.length);
  for (let row = 0; row < length; row++) if (validity === null || bitAt(validity, row)) counts[codes[row]!]!++;
  for (let code = 0; code < counts.length; code++) if (counts[code]! > 0) visit(dictionary[code]!, counts[code]!, code);
};
