import type { EncodedBatch, EncodedSource } from '../encoding/encoded-table.js';
import { SourceChangedError } from '../errors/source-changed-error.js';
import { PIECE_ROWS } from '../execution/pieces.js';
import type { TableSource } from '../table/source.js';
import { encodeBatch, type PreparedTable } from './prepared-table.js';

/** The encoded rows of a source, encoded anew on each pass in pieces of at most {@link PIECE_ROWS} rows. */
export const encodedSource = (source: TableSource, prepared: PreparedTable, rows: number): EncodedSource => ({
  schema: prepared.schema,
  rows,
  async *open(): AsyncGenerator<EncodedBatch> {
    let row = 0;
    for await (const table of source.open()) {
      for (const piece of table.batches(PIECE_ROWS)) {
        yield encodeBatch(prepared, piece, row);
        row += piece.rows;
      }
    }
    if (row !== rows) throw new SourceChangedError(rows, row);
  },
});
