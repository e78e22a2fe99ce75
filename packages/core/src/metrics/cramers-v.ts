import type { Contingency } from './contingency.js';

/**
 * Cramér's V of a contingency table, 0 to 1, without correction: √(χ² / n / (min(rows, columns) − 1)), where rows and
 * columns are those that occur. NaN when either column has fewer than two.
 */
export const cramersV = ({ rows, cells, counts, width, height }: Contingency): number => {
  const first = new Float64Array(height);
  const second = new Float64Array(width);
  for (let i = 0; i < cells.length; i++) {
    first[Math.floor(cells[i]! / width)]! += counts[i]!;
    second[cells[i]! % width]! += counts[i]!;
  }
  const smaller = Math.min(countPositive(first), countPositive(second));
  if (smaller < 2) return Number.NaN;
  // χ² over the cells that occur, plus the expected counts of those that do not, which sum to what is left of n.
  let chiSquared = 0;
  let expectedSeen = 0;
  for (let i = 0; i < cells.length; i++) {
    const expected = (first[Math.floor(cells[i]! / width)]! * second[cells[i]! % width]!) / rows;
    chiSquared += (counts[i]! - expected) ** 2 / expected;
    expectedSeen += expected;
  }
  const everyCell = cells.length === countPositive(first) * countPositive(second);
  if (!everyCell) chiSquared += Math.max(0, rows - expectedSeen);
  return Math.sqrt(chiSquared / rows / (smaller - 1));
};

const countPositive = (counts: Float64Array): number => {
  let positive = 0;
  for (let i = 0; i < counts.length; i++) if (counts[i]! > 0) positive++;
  return positive;
};
