import type { EncodedBatch, EncodedSource } from '../encoding/encoded-table.js';
import { CheckpointMismatchError } from '../errors/checkpoint-mismatch-error.js';
import { CvdError } from '../errors/cvd-error.js';
import { PIECE_ROWS } from '../execution/pieces.js';
import { encodedSource } from '../preparation/encoded-source.js';
import { encodeBatch, type PreparedTable } from '../preparation/prepared-table.js';
import type { TableSource } from '../table/source.js';
import type { Table } from '../table/table.js';
import type { Checkpoint } from './checkpoint-file.js';
import { createDataDigest } from './data-digest.js';

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
 * Encoded rows for a fit that goes on, compared on the way with those that the checkpoint's fit learned from, as the method sees
 * them: the first pass to the end throws where they are others.
 */
export const sameRows = (
  source: TableSource,
  { prepared, rows: expected }: { readonly prepared: PreparedTable; readonly rows: number },
  { file, place }: { readonly file: Checkpoint; readonly place: string },
): {
  /** @throws {CheckpointMismatchError} while it is read */
  readonly source: EncodedSource;
  /** Reads the rows itself if nobody has read them to the end. @throws {CheckpointMismatchError} */
  check(): Promise<void>;
} => {
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
  const plain = encodedSource(source, prepared, expected);
  const names = prepared.columns.map(({ name }) => name);
  let same = false;
  async function* compared(): AsyncGenerator<EncodedBatch> {
    const digest = createDataDigest(prepared.schema.columns.length);
    let rows = 0;
    for await (const table of source.open()) {
      const differences = namesDiffer(names, table.names);
      if (differences.length > 0) refuse(differences);
      for (const piece of table.batches(PIECE_ROWS)) {
        const batch = encode(piece, rows);
        digest.add(batch);
        yield batch;
        rows += piece.rows;
      }
    }
    if (rows !== expected) refuse([`it has ${rows} rows and had ${expected}`]);
    if (digest.finish() !== file.content.data) refuse(['some of its values, or their order, differ']);
    same = true;
  }
  return {
    source: { ...plain, open: () => (same ? plain.open() : compared()) },
    async check() {
      if (!same) for await (const _ of compared());
    },
  };
};
