import type { ServiceColumns } from '@cvd/core';

/** Snowflake types of the service columns, as a new table gets them. */
export const serviceColumnTypes: Readonly<Record<keyof ServiceColumns, string>> = {
  ingestedAt: 'TIMESTAMP_NTZ(9)',
  runId: 'VARCHAR',
  rowIndex: 'NUMBER(38,0)',
  topic: 'VARCHAR',
  partition: 'NUMBER(38,0)',
  offset: 'NUMBER(38,0)',
};
