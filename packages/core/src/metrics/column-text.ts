import { cellAt } from '../table/cell.js';
import type { Column } from '../table/column.js';

/**
 * How many rows hold a value whose text passes. Each distinct text of a dictionary is tried once.
 * @param test - is given the value as text
 */
export const countMatching = (
  column: Column,
  test: (text: string) => boolean,
): { matching: number; missing: number } => {
  const results = new Map<string, boolean>();
  let matching = 0;
  let missing = 0;
  for (let row = 0; row < column.length; row++) {
    const value = cellAt(column, row);
    if (value === null || Number.isNaN(value)) {
      missing++;
      continue;
    }
    const text = String(value);
    let passed = results.get(text);
    if (passed === undefined) results.set(text, (passed = test(text)));
    if (passed) matching++;
  }
  return { matching, missing };
};
