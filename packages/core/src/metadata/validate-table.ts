import { MetadataMismatchError } from '../errors/metadata-mismatch-error.js';
import type { Table } from '../table/table.js';
import type { Metadata } from './metadata.js';
import { Validation } from './validate/validation.js';
import type { Violation } from './validate/violation.js';

/**
 * Everything in which the table does not fit its metadata: columns missing or too many, values that are not of their
 * sdtype, missing or repeated keys. Values of personal-data columns are shown masked. The order of columns is free.
 * @throws {InvalidMetadataError} where the metadata do not describe one table, or a datetime_format is not supported
 */
export const validateTable = (table: Table, metadata: Metadata): readonly Violation[] => {
  const validation = new Validation(metadata);
  validation.add(table);
  return validation.finish();
};

/** @throws {MetadataMismatchError} with all violations; see {@link validateTable} */
export const assertTableMatches = (table: Table, metadata: Metadata): void => {
  const violations = validateTable(table, metadata);
  if (violations.length > 0) throw new MetadataMismatchError(violations);
};
