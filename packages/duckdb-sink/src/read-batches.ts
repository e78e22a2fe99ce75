import {
  BigIntBuilder,
  BoolBuilder,
  type Column,
  type ColumnSpec,
  Float64Builder,
  Table,
  Utf8Builder,
} from '@cvd/core';
import type { DuckDBConnection, DuckDBDataChunk, DuckDBResult } from '@duckdb/node-api';
import type { ReadColumn } from './read-columns.js';

interface ColumnTaker {
  /** Takes a column of a chunk. */
  take(chunk: DuckDBDataChunk, index: number): void;
  finish(): Column;
}

interface Builder<T> {
  append(value: T): void;
  appendMissing(): void;
}

const takeInto =
  <T>(builder: Builder<T>) =>
  (chunk: DuckDBDataChunk, index: number): void => {
    const vector = chunk.getColumnVector(index);
    for (let row = 0; row < vector.itemCount; row++) {
      const value = vector.getItem(row);
      if (value === null) builder.appendMissing();
      else builder.append(value as T);
    }
  };

const takerFor = (spec: ColumnSpec): ColumnTaker => {
  if (typeof spec !== 'string') {
    const builder = new BigIntBuilder();
    const { unit = 'us', timezone = null } = spec;
    return { take: takeInto(builder), finish: () => ({ type: 'timestamp', unit, timezone, ...builder.finish() }) };
  }
  switch (spec) {
    case 'int64': {
      const builder = new BigIntBuilder();
      return { take: takeInto(builder), finish: () => ({ type: 'int64', ...builder.finish() }) };
    }
    case 'bool': {
      const builder = new BoolBuilder();
      return { take: takeInto(builder), finish: () => builder.finish() };
    }
    case 'utf8': {
      const builder = new Utf8Builder();
      return { take: takeInto(builder), finish: () => builder.finish() };
    }
    default: {
      const builder = new Float64Builder();
      return { take: takeInto(builder), finish: () => builder.finish() };
    }
  }
};

/** A result goes on giving empty chunks after its last. */
const nextChunk = async (result: DuckDBResult): Promise<DuckDBDataChunk | null> => {
  const chunk = await result.fetchChunk();
  return chunk === null || chunk.rowCount === 0 ? null : chunk;
};

/** Ends a result that was not read to its end: until then it holds the file, and nobody else can open it for writing. */
const abandon = async (connection: DuckDBConnection, result: DuckDBResult): Promise<void> => {
  connection.interrupt();
  try {
    while ((await nextChunk(result)) !== null); // what is buffered
  } catch {
    // Interrupted, as asked.
  }
};

/** Rows of a relation in batches, at most a chunk (2048 rows) longer than asked; one empty batch when there are none. */
export async function* readBatches(
  connection: DuckDBConnection,
  relation: string,
  columns: readonly ReadColumn[],
  batchRows: number,
): AsyncGenerator<Table> {
  const takers = columns.map(({ spec }) => takerFor(spec));
  const finish = () => new Table(columns.map(({ name }, i) => [name, takers[i]!.finish()]));
  const result = await connection.stream(`SELECT ${columns.map(({ sql }) => sql).join(', ')} FROM ${relation}`);
  let pending = 0;
  let batches = 0;
  let ended = false;
  try {
    for (let chunk = await nextChunk(result); chunk !== null; chunk = await nextChunk(result)) {
      for (const [i, taker] of takers.entries()) taker.take(chunk, i);
      pending += chunk.rowCount;
      if (pending < batchRows) continue;
      yield finish();
      pending = 0;
      batches++;
    }
    ended = true;
  } finally {
    if (!ended) await abandon(connection, result);
  }
  if (pending > 0 || batches === 0) yield finish();
}
