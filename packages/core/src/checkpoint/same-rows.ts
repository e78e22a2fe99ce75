import type { EncodedBatch } from '../encoding/encoded-table.js';
import { CheckpointMismatchError } from '../errors/checkpoint-mismatch-error.js';
import { CvdError } from '../errors/cvd-error.js';
import { piecesOf } from '../execution/pieces.js';
import { encodeBatch, type PreparedTable } from '../preparation/prepared-table.js';
import type { ReportPart } from '../progress/phases.js';
import type { TableSource } from '../table/source.js';
import type { Table } from '../table/table.js';
import type { Checkpoint } from './checkpoint-file.js';
import { createDataDigest } from './data-digest.js';

interface Watched {
  readonly signal: AbortSignal | undefined;
  readonly report: ReportPart;
}

const namesDiffer = (expected: readonly string[], found: readonly string[]): string[] => {
  const quote = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');
  const missing = expected.filter((name) => !found.includes(name));
  const added = found.filter((name) => !expected.includes(name));
  return [
    ...(missing.length > 0 ? [`the columns ${quote(missing)} are missing`] : []),
    ...(added.length > 0 ? [`the columns ${quote(added)} are new`] : []),
  ];
};

/**
 * One pass over the source: whether the rows are those that the checkpoint's fit learned from, as the method sees them.
 * @throws {CheckpointMismatchError | AbortedError}
 */
export const sameRows = async (
  source: TableSource,
  { prepared, rows: expected }: { readonly prepared: PreparedTable; readonly rows: number },
  { file, place }: { readonly file: Checkpoint; readonly place: string },
  { signal, report }: Watched,
): Promise<void> => {
  const refuse = (differences: readonly string[], cause?: unknown): never => {
    throw new CheckpointMismatchError(place, 'table', differences, { cause });
  };
  const encode = (piece: Table, firstRow: number): EncodedBatch => {
    try {
      return encodeBatch(prepared, piece, firstRow);
    } catch (error) {
      if (!CvdError.isInstance(error)) throw error;
      return refuse([error.message.replace(/\.$/, '')], error);
    }
  };
  const digest = createDataDigest(prepared.schema.columns.length);
  const names = prepared.columns.map(({ name }) => name);
  let rows = 0;
  for await (const piece of piecesOf(source, 'fit', signal)) {
    const differences = namesDiffer(names, piece.names);
    if (differences.length > 0) refuse(differences);
    digest.add(encode(piece, rows));
    rows += piece.rows;
    report(Math.min(1, rows / expected), { rows });
  }
  if (rows !== expected) refuse([`it has ${rows} rows and had ${expected}`]);
  if (digest.finish() !== file.content.data) refuse(['some of its values, or their order, differ']);
};
