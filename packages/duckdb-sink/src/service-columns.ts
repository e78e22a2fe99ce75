import type { ServiceColumns } from '@cvd/core';

/** DuckDB types of the service columns. */
export const serviceColumnTypes: Readonly<Record<keyof ServiceColumns, string>> = {
  ingestedAt: 'TIMESTAMP',
  runId: 'VARCHAR',
  rowIndex: 'BIGINT',
  topic: 'VARCHAR',
  partition: 'INTEGER',
  offset: 'BIGINT',
};
