import { type SchemaMismatch, type ServiceColumns, serviceColumnKeys, type Table } from '@cvd/core';

/** Snowflake's limit for an identifier, in characters. */
export const LONGEST_NAME = 255;

/** What is wrong with a name whatever stands beside it; undefined for a good one. */
export const nameProblem = (name: string): string | undefined => {
  if (name === '') return 'has an empty name';
  if (name.includes('\0')) return 'has a NUL in its name';
  if ([...name].length > LONGEST_NAME) return `has a name of more than ${LONGEST_NAME} characters`;
  return undefined;
};

/** Columns of the rows that no table can have, or not beside the sink's own. */
export const nameProblems = (table: Table, service: ServiceColumns): SchemaMismatch[] => {
  const own = new Map(serviceColumnKeys.map((key) => [service[key].toLowerCase(), key]));
  return table.names.flatMap((column) => {
    const key = own.get(column.toLowerCase());
    const problem =
      key === undefined
        ? nameProblem(column)
        : `is the sink's own column; give that one another name by the option columns.${key}`;
    return problem === undefined ? [] : [{ column, problem }];
  });
};
