import { piecesOf } from '../execution/pieces.js';
import type { ReportPart } from '../progress/phases.js';
import type { TableSource } from '../table/source.js';
import { type DetectedMetadata, Detection } from './detect/detection.js';
import type { DetectOptions } from './detect-table.js';
import type { Metadata } from './metadata.js';

export interface DetectSourceOptions extends DetectOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called after every batch, or 10,000 rows of it, with the rows read; the fraction is 0 until all are. */
  readonly onProgress?: ReportPart | undefined;
}

/**
 * {@link detectMetadata} in one pass over a source: at most 10,000 distinct values a column are held, and 32 bytes for
 * each row of columns that have not repeated a value yet.
 * @throws {AbortedError}
 */
export const detectSource = async (
  source: TableSource,
  { tableName = 'table', signal, onProgress }: DetectSourceOptions = {},
): Promise<DetectedMetadata> => {
  const detection = new Detection();
  let rows = 0;
  for await (const piece of piecesOf(source, 'detectSource', signal)) {
    detection.add(piece);
    rows += piece.rows;
    onProgress?.(0, { rows });
  }
  onProgress?.(1, { rows });
  return detection.finish(tableName);
};

/** The metadata alone. @throws {AbortedError} */
export const detectMetadataOf = async (source: TableSource, options: DetectSourceOptions = {}): Promise<Metadata> =>
  (await detectSource(source, options)).metadata;
