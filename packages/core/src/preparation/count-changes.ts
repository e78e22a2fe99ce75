import { EmptyTableError } from '../errors/empty-table-error.js';
import { piecesOf } from '../execution/pieces.js';
import type { ReportPart } from '../progress/phases.js';
import type { TableSource } from '../table/source.js';
import type { TransformerContext } from '../transformers/transformer.js';
import type { PreparedTable } from './prepared-table.js';

interface CountChangesJob {
  readonly signal: AbortSignal | undefined;
  readonly report: ReportPart;
  readonly notes: Pick<TransformerContext, 'clip' | 'categoriesNotKept'>;
}

/**
 * One pass over rows that transformers fitted on others are to encode: counts the rows, and notes the values that encoding will
 * change. @throws {EmptyTableError | AbortedError}
 */
export const countChanges = async (
  source: TableSource,
  { columns }: PreparedTable,
  { signal, report, notes }: CountChangesJob,
): Promise<number> => {
  const counters = columns.flatMap(({ name, transformer }) => {
    const counter = transformer.countChanges?.();
    return counter ? [{ name, counter }] : [];
  });
  let rows = 0;
  for await (const piece of piecesOf(source, 'fit', signal)) {
    for (const { name, counter } of counters) counter.add(piece.column(name));
    rows += piece.rows;
    report(0, { rows });
  }
  if (rows === 0) throw new EmptyTableError('fit');
  for (const { name: column, counter } of counters) {
    const { clipped, notKept } = counter.finish();
    if (clipped) notes.clip({ column, ...clipped, share: clipped.count / rows });
    if (notKept) notes.categoriesNotKept({ column, ...notKept, share: notKept.rows / rows });
  }
  return rows;
};
