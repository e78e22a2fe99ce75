import {
  type Column,
  type SchemaMismatch,
  type ServiceColumns,
  SinkSchemaError,
  serviceColumnKeys,
  type Table,
} from '@cvd/core';
import { serviceColumnTypes } from '../service-columns.js';
import { accepts, describeColumn, parseType, type SnowflakeType } from './column-types.js';
import type { TableColumn } from './describe-table.js';
import { nameProblems } from './name-problems.js';

/** A column of the table and where its values come from: a column of the rows or a fact of the sink's own. */
export interface MatchedColumn {
  readonly name: string;
  readonly type: SnowflakeType;
  readonly source: Column | keyof ServiceColumns;
}

/** A column that the rows have and the table has not. */
export interface MissingColumn {
  readonly name: string;
  readonly column: Column;
}

export interface Match {
  readonly columns: readonly MatchedColumn[];
  /** Of the rows; empty unless columns may be added. */
  readonly missing: readonly MissingColumn[];
}

/** Takes the entry of this very name, or the only one that differs by case alone. */
const take = <T>(entries: Map<string, T>, name: string): T | undefined => {
  const same = [...entries.keys()].filter((key) => key.toLowerCase() === name.toLowerCase());
  const key = entries.has(name) ? name : same.length === 1 ? same[0]! : undefined;
  if (key === undefined) return undefined;
  const entry = entries.get(key);
  entries.delete(key);
  return entry;
};

const fitsService = (key: keyof ServiceColumns, { name, arguments: [, scale = 0] }: SnowflakeType): boolean =>
  name === parseType(serviceColumnTypes[key]).name && (name !== 'NUMBER' || scale === 0);

/**
 * Matches rows to the columns of a table: by name exactly, else by the only name that differs in case alone.
 * @param addColumns - then a column may be missing in the table (it is listed) or in the rows (it stays null)
 * @throws {SinkSchemaError} naming every column that does not fit
 */
export const matchColumns = (
  existing: readonly TableColumn[],
  table: Table,
  service: ServiceColumns,
  label: string,
  addColumns: boolean,
): Match => {
  const impossible = nameProblems(table, service);
  if (impossible.length > 0) throw new SinkSchemaError('snowflake', label, impossible);
  const problems: SchemaMismatch[] = [];
  const own = new Map(serviceColumnKeys.map((key) => [service[key], key]));
  const rows = new Map(table.names.map((name, i) => [name, table.columns[i]!]));
  // Exact names first, so that "A" and "a" of one table each find their own.
  const ordered = [...existing].sort((a, b) => Number(rows.has(b.name)) - Number(rows.has(a.name)));
  const columns: MatchedColumn[] = [];
  for (const { name, type: text, nullable } of ordered) {
    const type = parseType(text);
    const key = take(own, name);
    if (key !== undefined) {
      if (!fitsService(key, type))
        problems.push({ column: name, problem: `is ${text} in the table, ${serviceColumnTypes[key]} is needed` });
      columns.push({ name, type, source: key });
      continue;
    }
    const source = take(rows, name);
    if (source === undefined) {
      if (!addColumns) problems.push({ column: name, problem: 'is in the table and not in the rows' });
      else if (!nullable) problems.push({ column: name, problem: 'is NOT NULL in the table and not in the rows' });
    } else if (!accepts(type, source))
      problems.push({
        column: name,
        problem: `is ${text} in the table and holds ${describeColumn(source)} in the rows`,
      });
    else columns.push({ name, type, source });
  }
  const missing = [...rows].map(([name, column]) => ({ name, column }));
  if (!addColumns)
    for (const { name } of missing) problems.push({ column: name, problem: 'is in the rows and not in the table' });
  for (const key of own.values())
    problems.push({ column: service[key], problem: 'is needed by the sink and not in the table' });
  if (problems.length > 0) throw new SinkSchemaError('snowflake', label, problems);
  return { columns, missing: addColumns ? missing : [] };
};
