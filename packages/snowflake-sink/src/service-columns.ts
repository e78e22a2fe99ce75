/** Columns that the sink adds to the rows' own. */
export interface ServiceColumns {
  /** When the row was written: TIMESTAMP_NTZ, UTC by this machine's clock. @default 'ingested_at' */
  readonly ingestedAt: string;
  /** @default '_run_id' */
  readonly runId: string;
  /** With the run id, the row's identity. @default '_row_index' */
  readonly rowIndex: string;
  /** Lineage, null where the rows came from no log. @default '_topic' */
  readonly topic: string;
  /** @default '_partition' */
  readonly partition: string;
  /** @default '_offset' */
  readonly offset: string;
}

export const defaultServiceColumns: ServiceColumns = {
  ingestedAt: 'ingested_at',
  runId: '_run_id',
  rowIndex: '_row_index',
  topic: '_topic',
  partition: '_partition',
  offset: '_offset',
};

/** Snowflake types of the service columns, as a new table gets them. */
export const serviceColumnTypes: Readonly<Record<keyof ServiceColumns, string>> = {
  ingestedAt: 'TIMESTAMP_NTZ(9)',
  runId: 'VARCHAR',
  rowIndex: 'NUMBER(38,0)',
  topic: 'VARCHAR',
  partition: 'NUMBER(38,0)',
  offset: 'NUMBER(38,0)',
};

/** In the order they stand in the table. */
export const serviceColumnKeys = Object.keys(serviceColumnTypes) as readonly (keyof ServiceColumns)[];
