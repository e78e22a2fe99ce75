import { expect } from 'vitest';

const countsOf = (rows: Iterable<string>): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(row, (counts.get(row) ?? 0) + 1);
  return counts;
};

/** What one side has more of than the other: the row, and how often more. */
const excess = (of: ReadonlyMap<string, number>, over: ReadonlyMap<string, number>): string[] =>
  [...of].flatMap(([row, count]) => {
    const more = count - (over.get(row) ?? 0);
    return more > 0 ? [`${row} (${more} times)`] : [];
  });

/**
 * Fails unless the table has exactly the rows that were produced, each as often. A row is 'run id, row index, hash of its
 * values', so that a row lost, landed twice, taken for another one or altered shows, also where the counts agree.
 */
export const expectSameMultiset = (inTable: readonly string[], produced: readonly string[]): void => {
  expect(produced.length, 'rows produced').toBeGreaterThan(0);
  const [table, made] = [countsOf(inTable), countsOf(produced)];
  const [lost, tooMany] = [excess(made, table), excess(table, made)];
  expect({
    rows: inTable.length,
    lost: lost.length,
    tooMany: tooMany.length,
    firstLost: lost.slice(0, 5),
    firstTooMany: tooMany.slice(0, 5),
  }).toEqual({ rows: produced.length, lost: 0, tooMany: 0, firstLost: [], firstTooMany: [] });
};
