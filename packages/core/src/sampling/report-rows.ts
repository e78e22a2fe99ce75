import { createPhases } from '../progress/phases.js';
import type { OnProgress } from '../progress/progress.js';
import type { Table } from '../table/table.js';

/** Passes tables through, reporting the rows that have been read. */
export async function* reportRows(
  tables: AsyncIterable<Table>,
  rows: number,
  onProgress: OnProgress | undefined,
): AsyncGenerator<Table> {
  const report = createPhases(onProgress).part('sampling', 0, 1);
  const started = performance.now();
  let done = 0;
  for await (const table of tables) {
    yield table;
    done += table.rows;
    const rowsPerSecond = Math.round((1000 * done) / (performance.now() - started));
    report(rows === 0 ? 1 : done / rows, { rows: done, rowsPerSecond });
  }
}
