import type { TableSource } from '../table/source.js';
import type { Table } from '../table/table.js';
import { throwIfAborted } from './abort.js';
import { yieldToEventLoop } from './yield.js';

/** Rows handled between two looks at the abort signal. */
export const PIECE_ROWS = 10_000;

/**
 * One pass over a source in pieces of at most {@link PIECE_ROWS} rows (an empty batch is one empty piece). After each, other
 * work on this thread gets its turn.
 * @throws {AbortedError} naming the operation
 */
export async function* piecesOf(
  source: TableSource,
  operation: string,
  signal: AbortSignal | null | undefined,
): AsyncGenerator<Table> {
  for await (const batch of source.open()) {
    throwIfAborted(signal, operation);
    for (const piece of batch.rows > PIECE_ROWS ? batch.batches(PIECE_ROWS) : [batch]) {
      yield piece;
      await yieldToEventLoop();
      throwIfAborted(signal, operation);
    }
  }
}
