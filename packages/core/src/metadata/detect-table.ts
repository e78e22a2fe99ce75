import type { Table } from '../table/table.js';
import { type DetectedMetadata, Detection } from './detect/detection.js';

export interface DetectOptions {
  /** What the metadata call the table. @default 'table' */
  readonly tableName?: string;
}

/**
 * Finds out what each column of a table is: numerical, categorical (with the order of the categories where they have
 * one of their own), boolean, datetime (with its strftime pattern), id, personal data by name or by value, or unknown
 * (free text); and the primary key. For files that do not fit in memory: {@link detectSource}, with the same result.
 */
export const detectMetadata = (table: Table, { tableName = 'table' }: DetectOptions = {}): DetectedMetadata => {
  const detection = new Detection();
  detection.add(table);
  return detection.finish(tableName);
};
