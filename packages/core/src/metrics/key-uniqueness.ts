import type { Column } from '../table/column.js';
import { countCodes, jointCodes } from './joint-codes.js';
import type { ColumnMetric } from './metric.js';

/**
 * KeyUniqueness: the share of synthetic keys that are neither missing nor a repetition of an earlier one. The real
 * column plays no part in the score. NaN when the synthetic column has no rows.
 */
export const keyUniqueness: ColumnMetric = {
  name: 'KeyUniqueness',
  goal: 'maximize',
  minValue: 0,
  maxValue: 1,
  compute: (_real, synthetic) => ({ score: compositeKeyUniqueness([synthetic]) }),
};

/**
 * {@link keyUniqueness} of a key of several columns: a row counts against the score when every part is missing, or when
 * all parts repeat an earlier row.
 * @param key - columns of one table, at least one
 */
export const compositeKeyUniqueness = (key: readonly Column[]): number => {
  const rows = key[0]!.length;
  if (rows === 0) return Number.NaN;
  const parts = key.map((column) => jointCodes(column, column));
  if (parts.length === 1) {
    const { real, size } = parts[0]!;
    const counts = countCodes(real, size);
    let unique = 0;
    for (let code = 0; code < size - 1; code++) if (counts[code]! > 0) unique++;
    return unique / rows;
  }
  const seen = new Set<string>();
  let allMissing: string | null = null;
  for (let row = 0; row < rows; row++) {
    const text = parts.map((part) => part.real[row]!).join(',');
    seen.add(text);
    if (parts.every((part) => part.real[row] === part.size - 1)) allMissing = text;
  }
  return (seen.size - (allMissing === null ? 0 : 1)) / rows;
};
