import type { Table } from './table.js';

/**
 * Rows that can be read more than once, in batches. Every `open()` starts at the first row and yields the same rows in
 * the same order; all batches have the same columns and types. Back-pressure is the iterator's own. A {@link Table} is
 * a source of one batch.
 */
export interface TableSource {
  open(): AsyncIterable<Table>;
}
