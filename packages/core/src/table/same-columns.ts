import { InvalidColumnError } from '../errors/invalid-column-error.js';
import type { Column } from './column.js';
import type { Table } from './table.js';

const typeText = (column: Column): string =>
  column.type === 'timestamp' ? `timestamp (${column.unit}, ${column.timezone ?? 'no time zone'})` : column.type;

/** @throws {InvalidColumnError} unless both tables have the same column names in the same order, and the same types */
export const checkSameColumns = (first: Table, other: Table): void => {
  for (const [i, name] of first.names.entries()) {
    if (other.names[i] !== name)
      throw new InvalidColumnError(name, `it is column ${i + 1} of the first table, but not of a later one`);
    const [expected, found] = [typeText(first.columns[i]!), typeText(other.columns[i]!)];
    if (expected !== found)
      throw new InvalidColumnError(name, `it is ${expected} in the first table and ${found} in a later one`);
  }
  const surplus = other.names[first.names.length];
  if (surplus !== undefined)
    throw new InvalidColumnError(surplus, 'the first table does not have it, a later one does');
};
