import { EmptyTableError } from '../errors/empty-table-error.js';
import { piecesOf } from '../execution/pieces.js';
import type { TableMetadata } from '../metadata/metadata.js';
import type { ReportPart } from '../progress/phases.js';
import type { RandomSource } from '../random/random-source.js';
import type { ColumnType } from '../table/column.js';
import type { TableSource } from '../table/source.js';
import { Table } from '../table/table.js';
import { chooseTransformer } from '../transformers/registry.js';
import type { PreparationSettings, TransformerContext, TransformerFit } from '../transformers/transformer.js';
import { type PreparedTable, prepareTable } from './prepared-table.js';

/** Rows of a source whose number is not known before the first pass are not counted as a fraction. */
const knownRows = (source: TableSource): number | null => (source instanceof Table ? source.rows : null);

interface PreparationJob {
  readonly metadata: TableMetadata;
  readonly settings: PreparationSettings;
  readonly random: RandomSource;
  readonly signal: AbortSignal | null;
  readonly report: ReportPart;
  /** Where what transformers have to say goes. */
  readonly notes: Pick<TransformerContext, 'warn' | 'clip' | 'categoriesNotKept'>;
}

/**
 * Learns every column's transformer in one pass over the source.
 * @throws {EmptyTableError | AbortedError} and what the transformers throw
 */
export const fitPreparation = async (
  source: TableSource,
  { metadata, settings, random, signal, report, notes }: PreparationJob,
): Promise<{ prepared: PreparedTable; rows: number }> => {
  const unique = new Set([metadata.primary_key, ...(metadata.alternate_keys ?? [])]);
  const total = knownRows(source);
  let fits: { name: string; type: ColumnType; fit: TransformerFit }[] = [];
  let rows = 0;
  for await (const piece of piecesOf(source, 'fit', signal)) {
    if (fits.length === 0) {
      fits = piece.names.map((name) => {
        const column = metadata.columns[name]!;
        const context = {
          column: name,
          metadata: column,
          unique: unique.has(name),
          settings,
          random: random.child(name),
          ...notes,
        };
        return { name, type: piece.column(name).type, fit: chooseTransformer(column, context.unique).start(context) };
      });
    }
    if (piece.rows === 0) continue;
    for (const { name, fit } of fits) fit.add(piece.column(name));
    rows += piece.rows;
    report(total === null ? 0 : rows / total, { rows });
  }
  if (rows === 0 || fits.length === 0) throw new EmptyTableError('fit');
  const fitted = fits.map(({ name, type, fit }) => ({ name, type, transformer: fit.finish() }));
  for (const { transformer } of fitted) await transformer.prepare?.();
  return { prepared: prepareTable(fitted), rows };
};
