import { EmptyTableError, type Table } from '@cvd/core';
import { createCheckpoint, type WatchOptions } from './checkpoint.js';
import { type DataStructure, dataStructure } from './data-structure.js';
import { type DataValidity, dataValidity } from './data-validity.js';
import { meanScore } from './mean-score.js';
import { columnEntries, type MetadataInput, singleTable } from './table-metadata.js';

/** Whether a synthetic table is well formed; a sound one scores 1. Plain JSON. */
export interface DiagnosticReport {
  /** Mean of the two parts' scores, of those that exist; 0 to 1, null when neither does. */
  readonly score: number | null;
  readonly dataValidity: DataValidity;
  readonly dataStructure: DataStructure;
}

/**
 * SDMetrics' diagnostic report for a single table: values within bounds, categories and formats (Data Validity), columns
 * and types (Data Structure). A column that is missing from a table lowers the structure score and is named with an error.
 *
 * Two differences from SDMetrics. Types are those of our tables, in which whole and fractional numbers are one type
 * unless the metadata says that a column holds integers. Datetime text that does not follow its format has no boundary
 * score, where SDMetrics compares the texts by alphabet when neither table can be read.
 *
 * @throws {EmptyTableError} when a table has no rows
 * @throws {InvalidMetadataError} when the metadata is not of one table, or has a format that is not supported
 * @throws {AbortedError} when the signal fires
 */
export const diagnosticReport = async (
  real: Table,
  synthetic: Table,
  metadata: MetadataInput,
  watch: WatchOptions = {},
): Promise<DiagnosticReport> => {
  if (real.rows === 0 || synthetic.rows === 0) throw new EmptyTableError('diagnosticReport');
  const table = singleTable(metadata);
  const checkpoint = createCheckpoint('diagnosticReport', columnEntries(table).length + 1, watch);
  const validity = await dataValidity(real, synthetic, table, checkpoint);
  const structure = dataStructure(real, synthetic, table);
  await checkpoint('data structure');
  return { score: meanScore([validity.score, structure.score]), dataValidity: validity, dataStructure: structure };
};
