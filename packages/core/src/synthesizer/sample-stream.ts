import type { Metadata } from '../metadata/metadata.js';
import type { Table } from '../table/table.js';

/**
 * Rows on their way: tables of at most `batchRows` rows, in order, exactly `rows` in all. Can be iterated once; a second
 * time throws {@link SampleConsumedError}.
 */
export interface SampleStream extends AsyncIterable<Table> {
  readonly rows: number;
  /** Index of the first row. */
  readonly start: number;
  /** How to read the columns, for sinks that create tables. */
  readonly metadata: Metadata;
  /** 16 hexadecimal digits: the first 8 bytes of SHA-256 over (model digest, seed, conditions, options). Same rows, same fingerprint. */
  readonly fingerprint: string;
  /** All rows as one table. @throws {TooManyRowsError} beyond what fits in memory */
  toTable(): Promise<Table>;
}
