import { MetadataMismatchError } from '../errors/metadata-mismatch-error.js';
import { piecesOf } from '../execution/pieces.js';
import type { ReportPart } from '../progress/phases.js';
import type { TableSource } from '../table/source.js';
import type { Metadata } from './metadata.js';
import { Validation } from './validate/validation.js';
import type { Violation } from './validate/violation.js';

export interface ValidateSourceOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called after every batch, or 10,000 rows of it, with the rows read; the fraction is 0 until all are. */
  readonly onProgress?: ReportPart | undefined;
}

/**
 * {@link validateTable} in one pass over a source. Memory: up to 32 bytes a row for each key column, nothing else grows
 * with the rows.
 * @throws {InvalidMetadataError}
 * @throws {AbortedError}
 */
export const validateSource = async (
  source: TableSource,
  metadata: Metadata,
  { signal, onProgress }: ValidateSourceOptions = {},
): Promise<readonly Violation[]> => {
  const validation = new Validation(metadata);
  let rows = 0;
  for await (const piece of piecesOf(source, 'validateSource', signal)) {
    validation.add(piece);
    rows += piece.rows;
    onProgress?.(0, { rows });
  }
  onProgress?.(1, { rows });
  return validation.finish();
};

/** @throws {MetadataMismatchError} with all violations; see {@link validateSource} */
export const assertSourceMatches = async (
  source: TableSource,
  metadata: Metadata,
  options?: ValidateSourceOptions,
): Promise<void> => {
  const violations = await validateSource(source, metadata, options);
  if (violations.length > 0) throw new MetadataMismatchError(violations);
};
