/** How the rows of an epoch fall into steps: whole batches, and what is left as the last one. */
export interface Steps {
  readonly batchRows: number;
  /** Rows of the last step where they are fewer; 0 where the batches come out even. */
  readonly tailRows: number;
  readonly stepsPerEpoch: number;
}

/** A table smaller than a batch is one batch. */
export const stepsOf = (rows: number, batchSize: number): Steps => {
  const batchRows = Math.min(batchSize, rows);
  return { batchRows, tailRows: rows % batchRows, stepsPerEpoch: Math.ceil(rows / batchRows) };
};
