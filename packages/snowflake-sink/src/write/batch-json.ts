import { type Batch, type Column, rowIndexAt, type ServiceColumns, SinkWriteError } from '@cvd/core';
import type { MatchedColumn } from '../table/match-columns.js';
import { type CellText, cellTexts } from './cell-texts.js';
import type { RowsToSend } from './new-rows.js';

/** What the service columns of a batch hold beside each row's own facts. */
export interface BatchFacts {
  /** `2020-01-01T00:00:00.123456789`, UTC. */
  readonly stamp: string;
  /** How errors name the table. */
  readonly label: string;
}

const serviceText = (key: keyof ServiceColumns, batch: Batch, { stamp }: BatchFacts): CellText => {
  const { lineage, runId } = batch;
  switch (key) {
    case 'ingestedAt':
      return () => stamp;
    case 'runId':
      return () => runId;
    case 'rowIndex':
      return (row) => String(rowIndexAt(batch, row));
    case 'topic':
      return () => lineage?.topic ?? null;
    case 'partition':
      return () => lineage?.partition.toString() ?? null;
    case 'offset':
      return (row) => lineage?.offsets[row]?.toString() ?? null;
  }
};

const columnTexts = ({ name, type }: MatchedColumn, column: Column, batch: Batch, label: string): CellText =>
  cellTexts(column, type, (row, problem) => {
    throw new SinkWriteError(
      'snowflake',
      label,
      `column "${name}", row ${rowIndexAt(batch, row)} of the run ${problem}`,
    );
  });

/**
 * The rows as one JSON array of arrays, a cell in the order of the columns, every value as text or null: JSON numbers
 * would be rounded on the way, and a driver's bind types are guessed from the first row.
 * @throws {SinkWriteError} naming column and row, for a value that the column cannot hold exactly
 */
export const batchJson = (
  columns: readonly MatchedColumn[],
  batch: Batch,
  { positions }: RowsToSend,
  facts: BatchFacts,
): string => {
  const texts = columns.map((column) =>
    typeof column.source === 'string'
      ? serviceText(column.source, batch, facts)
      : columnTexts(column, column.source, batch, facts.label),
  );
  const rows = positions.map((row) => `[${texts.map((text) => JSON.stringify(text(row))).join(',')}]`);
  return `[${rows.join(',\n')}]`;
};
