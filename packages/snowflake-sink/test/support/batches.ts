import { type Batch, type Table, tableFromColumns } from '@cvd/core';

export const RUN = '01890000-0000-7000-8000-000000000001';

export const batchOf = (table: Table, firstRow = 0, facts: Partial<Batch> = {}): Batch => ({
  table,
  firstRow,
  runId: RUN,
  fingerprint: '00112233aabbccdd',
  ...facts,
});

/** Rows `start` … of an endless table. */
export const rowsFrom = (start: number, rows: number): Table =>
  tableFromColumns({
    number: Float64Array.from({ length: rows }, (_, k) => (start + k) * 1.5),
    text: Array.from({ length: rows }, (_, k) => `text ${start + k}`),
  });

export const batchFrom = (start: number, rows: number, facts: Partial<Batch> = {}): Batch =>
  batchOf(rowsFrom(start, rows), start, facts);
