import type { Column } from '../table/column.js';
import { Table } from '../table/table.js';
import type { CsvPass, CsvReader } from './csv-reader.js';

/**
 * The pass that reads again what a first pass over the whole text took for a number or a boolean too early; null when
 * there is no such column. Nothing is lost: those cells are read as text, exactly as written.
 */
export const secondPass = (first: CsvReader, columns: ReadonlyMap<string, Column | null>): CsvPass | null => {
  const again = new Set([...columns].filter(([, column]) => column === null).map(([name]) => name));
  return again.size === 0 ? null : { types: first.specs(), keep: again };
};

/** The table of both passes. */
export const mergePasses = (
  first: ReadonlyMap<string, Column | null>,
  second?: ReadonlyMap<string, Column | null>,
): Table => new Table([...first].map(([name, column]) => [name, (column ?? second?.get(name))!]));
