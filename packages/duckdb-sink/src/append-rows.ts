import {
  type Batch,
  type Column,
  rowIndexAt,
  type ServiceColumns,
  SinkWriteError,
  throwIfAborted,
  yieldToEventLoop,
} from '@cvd/core';
import {
  BIGINT,
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBTimestampValue,
  type DuckDBValue,
  INTEGER,
  TIMESTAMP,
  VARCHAR,
} from '@duckdb/node-api';
import { type ColumnFiller, columnFiller } from './column-filler.js';
import { enumOf } from './enum-of.js';
import type { TableColumn } from './target-table.js';

/** Rows of one chunk: DuckDB's vector size. */
const CHUNK_ROWS = 2048;
/** Chunks after which other work gets its turn. */
const CHUNKS_A_TURN = 4;

interface AppendTarget {
  readonly schema: string;
  readonly table: string;
  /** How errors name it. */
  readonly label: string;
  readonly columns: readonly TableColumn[];
}

const constantText = (text: string | undefined): ColumnFiller => {
  const type = text === undefined ? null : enumOf([text], CHUNK_ROWS);
  return { type: type ?? VARCHAR, fill: (vector, at) => vector.setItem(at, text ?? null) };
};

const serviceFiller = (key: keyof ServiceColumns, batch: Batch, now: DuckDBValue): ColumnFiller => {
  const { lineage } = batch;
  switch (key) {
    case 'ingestedAt':
      return { type: TIMESTAMP, fill: (vector, at) => vector.setItem(at, now) };
    case 'runId':
      return constantText(batch.runId);
    case 'rowIndex':
      return { type: BIGINT, fill: (vector, at, row) => vector.setItem(at, BigInt(rowIndexAt(batch, row))) };
    case 'topic':
      return constantText(lineage?.topic);
    case 'partition':
      return { type: INTEGER, fill: (vector, at) => vector.setItem(at, lineage?.partition ?? null) };
    case 'offset':
      return { type: BIGINT, fill: (vector, at, row) => vector.setItem(at, lineage?.offsets[row] ?? null) };
  }
};

const fillersOf = (
  target: AppendTarget,
  sources: readonly (Column | keyof ServiceColumns)[],
  batch: Batch,
): readonly ColumnFiller[] => {
  const now = new DuckDBTimestampValue(BigInt(Date.now()) * 1000n);
  return sources.map((source, i) => {
    if (typeof source === 'string') return serviceFiller(source, batch, now);
    const { name, type } = target.columns[i]!;
    return columnFiller(source, type, CHUNK_ROWS, (row, problem) => {
      throw new SinkWriteError(
        'duckdb',
        target.label,
        `column "${name}", row ${rowIndexAt(batch, row)} of the run ${problem}`,
      );
    });
  });
};

const fillChunk = (fillers: readonly ColumnFiller[], positions: Int32Array): DuckDBDataChunk => {
  const chunk = DuckDBDataChunk.create(
    fillers.map(({ type }) => type),
    positions.length,
  );
  for (const [c, { fill }] of fillers.entries()) {
    const vector = chunk.getColumnVector(c);
    for (let at = 0; at < positions.length; at++) fill(vector, at, positions[at]!);
    vector.flush();
  }
  return chunk;
};

/** Throws away what an appender still holds, which it would write when it is collected otherwise. */
const discard = (appender: DuckDBAppender): void => {
  try {
    appender.clear();
    appender.closeSync();
  } catch {
    // The transaction is rolled back in any case; the error that led here is the one to be told.
  }
};

/**
 * Appends the rows at these positions of a batch to a table, inside the connection's transaction.
 * @throws {SinkWriteError} for a value that its column cannot hold
 * @throws {AbortedError}
 */
export const appendRows = async (
  connection: DuckDBConnection,
  target: AppendTarget,
  sources: readonly (Column | keyof ServiceColumns)[],
  batch: Batch,
  positions: Int32Array,
  signal: AbortSignal | undefined,
): Promise<void> => {
  const fillers = fillersOf(target, sources, batch);
  const appender = await connection.createAppender(target.table, target.schema);
  try {
    let chunks = 0;
    for (let start = 0; start < positions.length; start += CHUNK_ROWS) {
      appender.appendDataChunk(fillChunk(fillers, positions.subarray(start, start + CHUNK_ROWS)));
      if (++chunks % CHUNKS_A_TURN === 0) await yieldToEventLoop();
      throwIfAborted(signal, 'duckdb sink: write');
    }
    appender.closeSync();
  } catch (error) {
    discard(appender);
    throw error;
  }
};
