import type { JointCodes } from './joint-codes.js';
import type { NumericPair } from './numeric-pair.js';

/** The continuous column with the most distinct real values, which narrows a search most. */
const sharpest = (numbers: readonly NumericPair[]): NumericPair | null => {
  let best: NumericPair | null = null;
  let most = -1;
  for (const pair of numbers) {
    const distinct = new Set(pair.real).size;
    if (distinct <= most) continue;
    best = pair;
    most = distinct;
  }
  return best;
};

/** NaN first, then ascending. */
const order = (a: number, b: number): number =>
  Number.isNaN(a) ? (Number.isNaN(b) ? 0 : -1) : Number.isNaN(b) ? 1 : a - b;

/** First position in `rows` whose value is not below `bound` (NaN is below everything). */
const lowerBound = (rows: readonly number[], values: Float64Array, bound: number): number => {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[rows[middle]!]! >= bound) high = middle;
    else low = middle + 1;
  }
  return low;
};

/**
 * An index over the real rows: whether any of them matches a synthetic row. Real rows are grouped by their categories
 * and sorted within by one number, so that few are compared in full.
 * @returns a function of the synthetic row's index
 */
export const createRowIndex = (
  numbers: readonly NumericPair[],
  codes: readonly JointCodes[],
  realRows: number,
  tolerance: number,
): ((row: number) => boolean) => {
  const key = (side: 'real' | 'synthetic', row: number): string => codes.map((code) => code[side][row]).join();
  const groups = new Map<string, number[]>();
  for (let row = 0; row < realRows; row++) {
    const group = groups.get(key('real', row));
    if (group) group.push(row);
    else groups.set(key('real', row), [row]);
  }
  const sorted = sharpest(numbers);
  if (sorted) for (const rows of groups.values()) rows.sort((a, b) => order(sorted.real[a]!, sorted.real[b]!));

  const reach = ({ synthetic, origin }: NumericPair, row: number): number =>
    Math.abs(tolerance * (synthetic[row]! + Number(origin)));
  const near = (pair: NumericPair, real: number, row: number): boolean => {
    const wanted = pair.synthetic[row]!;
    const found = pair.real[real]!;
    return Number.isNaN(wanted) ? Number.isNaN(found) : Math.abs(found - wanted) <= reach(pair, row);
  };

  return (row) => {
    const rows = groups.get(key('synthetic', row));
    if (rows === undefined) return false;
    const wanted = sorted ? sorted.synthetic[row]! : Number.NaN;
    const start =
      sorted && !Number.isNaN(wanted) ? lowerBound(rows, sorted.real, wanted - 1.01 * reach(sorted, row)) : 0;
    for (let at = start; at < rows.length; at++) {
      const real = rows[at]!;
      if (numbers.every((pair) => near(pair, real, row))) return true;
      if (sorted && !near(sorted, real, row) && (Number.isNaN(wanted) || sorted.real[real]! > wanted)) return false;
    }
    return false;
  };
};
