import { throwIfAborted } from '../execution/abort.js';
import { yieldToEventLoop } from '../execution/yield.js';
import type { ReportPart } from '../progress/phases.js';
import type { TableSource } from '../table/source.js';
import { type DetectedMetadata, Detection } from './detect/detection.js';
import type { DetectOptions } from './detect-table.js';
import type { Metadata } from './metadata.js';

export interface DetectSourceOptions extends DetectOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called after every batch with the rows read; the fraction is 0 until all are. */
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
  for await (const batch of source.open()) {
    throwIfAborted(signal, 'detectSource');
    for (const part of batch.rows > 10_000 ? batch.batches(10_000) : [batch]) {
      detection.add(part);
      await yieldToEventLoop();
      throwIfAborted(signal, 'detectSource');
    }
    rows += batch.rows;
    onProgress?.(0, { rows });
  }
  onProgress?.(1, { rows });
  return detection.finish(tableName);
};

/** The metadata alone. @throws {AbortedError} */
export const detectMetadataOf = async (source: TableSource, options: DetectSourceOptions = {}): Promise<Metadata> =>
  (await detectSource(source, options)).metadata;
