import {
  type Column,
  type Metadata,
  quoteIdentifier,
  type SchemaMismatch,
  type ServiceColumns,
  SinkSchemaError,
  serviceColumnKeys,
  type Table,
} from '@cvd/core';
import type { DuckDBConnection } from '@duckdb/node-api';
import { accepts, describeColumn, typeForColumn } from './column-types.js';
import { serviceColumnTypes } from './service-columns.js';

/** A column as the database has it. */
export interface TableColumn {
  readonly name: string;
  /** In DuckDB's spelling: 'VARCHAR', 'TIMESTAMP WITH TIME ZONE', … */
  readonly type: string;
}

const fold = (name: string): string => name.toLowerCase(); // as DuckDB compares names

/** The columns of a table in order; null where there is no such table. */
export const describeTable = async (
  connection: DuckDBConnection,
  schema: string,
  table: string,
): Promise<readonly TableColumn[] | null> => {
  const rows = await connection.runAndReadAll(
    `SELECT column_name, data_type FROM duckdb_columns()
     WHERE database_name = current_database() AND lower(schema_name) = lower($1) AND lower(table_name) = lower($2)
     ORDER BY column_index`,
    [schema, table],
  );
  const columns = rows.getRows().map(([name, type]) => ({ name: String(name), type: String(type) }));
  return columns.length === 0 ? null : columns;
};

/** Names of the tables and views of a schema. */
export const tableNames = async (connection: DuckDBConnection, schema: string): Promise<readonly string[]> => {
  const rows = await connection.runAndReadAll(
    `SELECT DISTINCT table_name FROM duckdb_columns()
     WHERE database_name = current_database() AND lower(schema_name) = lower($1) AND NOT internal ORDER BY 1`,
    [schema],
  );
  return rows.getRows().map(([name]) => String(name));
};

/** Names that no table can have beside each other. */
const nameProblems = (table: Table, service: ServiceColumns): SchemaMismatch[] => {
  const taken = new Map(
    serviceColumnKeys.map((key) => [
      fold(service[key]),
      `is the sink's own column; give that one another name by the option columns.${key}`,
    ]),
  );
  return table.names.flatMap((column) => {
    const problem =
      column === '' ? 'has an empty name' : column.includes('\0') ? 'has a NUL in its name' : taken.get(fold(column));
    taken.set(
      fold(column),
      'differs from another column only by upper and lower case, which DuckDB does not tell apart',
    );
    return problem === undefined ? [] : [{ column, problem }];
  });
};

/** The columns a new table is to have: the rows' own, then the sink's. @throws {SinkSchemaError} when names clash */
export const planTable = (
  table: Table,
  metadata: Metadata | undefined,
  service: ServiceColumns,
  target: string,
): readonly TableColumn[] => {
  const problems = nameProblems(table, service);
  if (problems.length > 0) throw new SinkSchemaError('duckdb', target, problems);
  const described = Object.values(metadata?.tables ?? {})[0]?.columns ?? {};
  return [
    ...table.names.map((name, i) => ({
      name,
      type: typeForColumn(table.columns[i]!, Object.hasOwn(described, name) ? described[name] : undefined),
    })),
    ...serviceColumnKeys.map((key) => ({ name: service[key], type: serviceColumnTypes[key] })),
  ];
};

/** `CREATE TABLE` for planned columns. */
export const createTableSql = (target: string, columns: readonly TableColumn[]): string =>
  `CREATE TABLE ${target} (${columns.map(({ name, type }) => `${quoteIdentifier(name)} ${type}`).join(', ')})`;

/**
 * Matches rows to the columns of a table, by name as DuckDB compares names.
 * @returns for each column of the table where its values come from: a column of the rows or a service column
 * @throws {SinkSchemaError} naming every column that does not fit
 */
export const matchColumns = (
  existing: readonly TableColumn[],
  table: Table,
  service: ServiceColumns,
  target: string,
): readonly (Column | keyof ServiceColumns)[] => {
  const problems = nameProblems(table, service);
  const rows = new Map(table.names.map((name, i) => [fold(name), table.columns[i]!]));
  const own = new Map(serviceColumnKeys.map((key) => [fold(service[key]), key]));
  const sources = existing.flatMap(({ name, type }): (Column | keyof ServiceColumns)[] => {
    const key = own.get(fold(name));
    const column = rows.get(fold(name));
    own.delete(fold(name));
    rows.delete(fold(name));
    const expected = key === undefined ? undefined : serviceColumnTypes[key];
    if (key !== undefined && type !== expected)
      problems.push({ column: name, problem: `is ${type} in the table, ${expected} is needed` });
    else if (key !== undefined) return [key];
    else if (column === undefined) problems.push({ column: name, problem: 'is in the table and not in the rows' });
    else if (!accepts(type, column))
      problems.push({
        column: name,
        problem: `is ${type} in the table and holds ${describeColumn(column)} in the rows`,
      });
    else return [column];
    return [];
  });
  for (const name of table.names)
    if (rows.has(fold(name))) problems.push({ column: name, problem: 'is in the rows and not in the table' });
  for (const key of own.values())
    problems.push({ column: service[key], problem: 'is needed by the sink and not in the table' });
  if (problems.length > 0) throw new SinkSchemaError('duckdb', target, problems);
  return sources;
};
