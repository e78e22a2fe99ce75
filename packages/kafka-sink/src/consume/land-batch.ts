import { type Batch, CvdError, rowIndexAt, type SinkSchemaError, type WriteReceipt } from '@cvd/core';
import type { ColumnTypes } from './retype-columns.js';

/** A row that the sink cannot take, and why. */
export interface UnfitRow {
  /** Its position in the batch. */
  readonly position: number;
  readonly error: CvdError;
  /** Writes that it took part in. */
  readonly attempts: number;
}

/** What became of a batch: `written + refused + unfit.length` is the number of its rows. */
export interface Landing {
  readonly written: number;
  readonly refused: number;
  /** Ascending by position. */
  readonly unfit: readonly UnfitRow[];
}

export interface LandOptions {
  /** Writes and tries again what may pass; what it throws will not pass. */
  readonly write: (batch: Batch) => Promise<WriteReceipt>;
  readonly types: ColumnTypes;
  /** Whether the sink has taken a row of this consumer before: what it refuses then is a matter of the rows. */
  readonly proven: boolean;
}

/** Errors that may be about single rows; any other is about the sink. */
const rowCodes: ReadonlySet<string> = new Set([
  'CVD_SINK_WRITE',
  'CVD_SINK_SCHEMA',
  'CVD_INVALID_VALUE',
  'CVD_SHARD_REFUSED',
]);

/** Rows refused one by one for the same reason, none taken, after which the target is what is wrong. */
const SAME_REASON_ROWS = 16;

const isAboutRows = (error: unknown): error is CvdError =>
  CvdError.isInstance(error) && (rowCodes.has(error.code) || error.code === 'CVD_RUN_MISMATCH');

/** Rows `from` to `to` (exclusive) of a batch. */
export const sliceBatch = (batch: Batch, from: number, to: number): Batch => ({
  ...batch,
  table: batch.table.slice(from, to),
  firstRow: rowIndexAt(batch, from),
  ...(batch.rowIndices === undefined ? {} : { rowIndices: batch.rowIndices.subarray(from, to) }),
  ...(batch.lineage === undefined
    ? {}
    : { lineage: { ...batch.lineage, offsets: batch.lineage.offsets.subarray(from, to) } }),
});

/** Writes with the column types that the target turns out to have, where the messages leave them open. */
const writeFitted = async (batch: Batch, { write, types }: LandOptions): Promise<WriteReceipt> => {
  const fitted = { ...batch, table: types.fit(batch.table) };
  try {
    return await write(fitted);
  } catch (refusal) {
    if (!CvdError.isInstance(refusal) || refusal.code !== 'CVD_SINK_SCHEMA') throw refusal;
    const search = types.search(batch.table);
    let error = refusal as SinkSchemaError;
    for (;;) {
      const table = search.next(error.mismatches);
      if (table === null) throw refusal;
      try {
        const receipt = await write({ ...batch, table });
        search.found();
        return receipt;
      } catch (next) {
        if (!CvdError.isInstance(next) || next.code !== 'CVD_SINK_SCHEMA') throw next;
        error = next as SinkSchemaError;
      }
    }
  }
};

/**
 * Lands the rows of a batch, all of them at once where that goes; where the sink refuses them for good the batch is halved until
 * the rows that it cannot take stand alone.
 * @throws what `write` throws when it is about the sink and not about rows: another error than of a row, or one reason for all rows
 */
export const landBatch = async (batch: Batch, options: LandOptions): Promise<Landing> => {
  const unfit: UnfitRow[] = [];
  let written = 0;
  let refused = 0;
  let first: CvdError | null = null;
  const reasons = new Set<string>();
  const giveUpOnSameReason = (rows: number): void => {
    if (written + refused === 0 && reasons.size === 1 && unfit.length >= rows) throw first;
  };
  const land = async (from: number, to: number, attempts: number): Promise<void> => {
    try {
      const receipt = await writeFitted(sliceBatch(batch, from, to), options);
      written += receipt.written;
      refused += receipt.refused;
    } catch (error) {
      if (!isAboutRows(error)) throw error;
      first ??= error;
      // The rows share one run and one fingerprint: what is wrong with one of them is wrong with all.
      const all = error.code === 'CVD_RUN_MISMATCH';
      if (to - from === 1 || all) {
        for (let position = from; position < to; position++) unfit.push({ position, error, attempts });
        if (all) return;
        reasons.add(`${error.code} ${error.message}`);
        giveUpOnSameReason(SAME_REASON_ROWS);
        return;
      }
      const middle = from + ((to - from) >> 1);
      await land(from, middle, attempts + 1);
      await land(middle, to, attempts + 1);
    }
  };
  await land(0, batch.table.rows, 1);
  if (!options.proven) giveUpOnSameReason(unfit[0]?.error.code === 'CVD_SINK_SCHEMA' ? 1 : 2);
  return { written, refused, unfit };
};
