/** Columns that a warehouse sink adds to the rows' own. */
export interface ServiceColumns {
  /** When the row was written, in UTC by the clock of whoever wrote it. @default 'ingested_at' */
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

/** In the order they stand in a table. */
export const serviceColumnKeys = Object.keys(defaultServiceColumns) as readonly (keyof ServiceColumns)[];
