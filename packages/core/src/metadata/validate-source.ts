import { MetadataMismatchError } from '../errors/metadata-mismatch-error.js';
import { throwIfAborted } from '../execution/abort.js';
import { yieldToEventLoop } from '../execution/yield.js';
import type { ReportPart } from '../progress/phases.js';
import type { TableSource } from '../table/source.js';
import type { Metadata } from './metadata.js';
import { Validation } from './validate/validation.js';
import type { Violation } from './validate/violation.js';

export interface ValidateSourceOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called after every batch with the rows read; the fraction is 0 until all are. */
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
  for await (const batch of source.open()) {
    throwIfAborted(signal, 'validateSource');
    for (const part of batch.rows > 10_000 ? batch.batches(10_000) : [batch]) {
      validation.add(part);
      await yieldToEventLoop();
      throwIfAborted(signal, 'validateSource');
    }
    rows += batch.rows;
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
