import { type Metadata, quoteIdentifier, SinkSchemaError, serviceColumnKeys, type Table } from '@cvd/core';
import type { ResolvedOptions } from '../resolve-options.js';
import { serviceColumnTypes } from '../service-columns.js';
import type { Session } from '../session/session.js';
import { typeForColumn } from './column-types.js';
import { describeTable, type TableColumn } from './describe-table.js';
import { type MatchedColumn, matchColumns } from './match-columns.js';

const describedType = (table: Table, name: string, metadata: Metadata | undefined): string => {
  const columns = Object.values(metadata?.tables ?? {})[0]?.columns ?? {};
  return typeForColumn(table.column(name), Object.hasOwn(columns, name) ? columns[name] : undefined);
};

/** The columns a new table is to have: the rows' own, then the sink's. */
const planTable = (table: Table, metadata: Metadata | undefined, { service }: ResolvedOptions): TableColumn[] => [
  ...table.names.map((name) => ({ name, type: describedType(table, name, metadata), nullable: true })),
  ...serviceColumnKeys.map((key) => ({ name: service[key], type: serviceColumnTypes[key], nullable: true })),
];

const definition = ({ name, type }: Pick<TableColumn, 'name' | 'type'>): string => `${quoteIdentifier(name)} ${type}`;

/** The table of a sink: made where it is missing, and compared with what comes. */
export interface TargetTable {
  /**
   * How the rows go into the table, which is there afterwards.
   * @throws {SinkSchemaError} naming every column that does not fit
   * @throws {StatementError}
   */
  match(table: Table, signal: AbortSignal | undefined): Promise<readonly MatchedColumn[]>;
  /** Asks again what the table is the next time. */
  forget(): void;
}

export const createTargetTable = (
  session: Session,
  options: ResolvedOptions,
  metadata: Metadata | undefined,
): TargetTable => {
  const { tableSql, label, service, addColumns } = options;
  let columns: readonly TableColumn[] | null = null;

  const describeOrCreate = async (table: Table, signal: AbortSignal | undefined): Promise<readonly TableColumn[]> => {
    const existing = await describeTable(session, tableSql, signal);
    if (existing !== null) return existing;
    const plan = planTable(table, metadata, options);
    matchColumns(plan, table, service, label, false); // names that cannot be, before anything is made
    await session.execute(`CREATE TABLE IF NOT EXISTS ${tableSql} (${plan.map(definition).join(', ')})`, [], signal);
    return (await describeTable(session, tableSql, signal)) ?? plan; // another writer may have been first
  };

  const match = async (table: Table, signal: AbortSignal | undefined): Promise<readonly MatchedColumn[]> => {
    columns ??= await describeOrCreate(table, signal);
    let found = matchColumns(columns, table, service, label, addColumns);
    if (found.missing.length > 0) {
      for (const { name } of found.missing)
        await session.execute(
          `ALTER TABLE ${tableSql} ADD COLUMN IF NOT EXISTS ${definition({ name, type: describedType(table, name, metadata) })}`,
          [],
          signal,
        );
      columns = await describeOrCreate(table, signal);
      found = matchColumns(columns, table, service, label, addColumns);
    }
    return found.columns;
  };

  return {
    async match(table, signal) {
      const fresh = columns === null;
      try {
        return await match(table, signal);
      } catch (error) {
        // What was known may be old: someone may have changed the table since.
        columns = null;
        if (fresh || !(error instanceof SinkSchemaError)) throw error;
        return match(table, signal);
      }
    },
    forget() {
      columns = null;
    },
  };
};
