import { InvalidMetadataError } from '../errors/invalid-metadata-error.js';
import type { ColumnMetadata, Metadata, TableMetadata } from './metadata.js';

/**
 * The table that the metadata describes.
 * @param name - needed only where there are several tables
 * @throws {InvalidMetadataError} when there is none, or several and no name, or none of that name
 */
export const tableMetadata = (metadata: Metadata, name?: string): TableMetadata => {
  const names = Object.keys(metadata.tables);
  const chosen = name ?? (names.length === 1 ? names[0]! : undefined);
  if (names.length === 0) throw new InvalidMetadataError('tables', 'there is no table');
  if (chosen === undefined)
    throw new InvalidMetadataError(
      'tables',
      `there are ${names.length} tables (${names.join(', ')}); name the one to use`,
    );
  if (!Object.hasOwn(metadata.tables, chosen))
    throw new InvalidMetadataError('tables', `there is no table "${chosen}"; there are: ${names.join(', ')}`);
  return metadata.tables[chosen]!;
};

/** What the table's metadata says of a column, or undefined; safe for names such as `toString`. */
export const columnMetadata = (table: TableMetadata, column: string): ColumnMetadata | undefined =>
  Object.hasOwn(table.columns, column) ? table.columns[column] : undefined;

/** Names of the columns by sdtype, each in the order of the metadata. */
export const columnsBySdtype = (table: TableMetadata): ReadonlyMap<string, readonly string[]> => {
  const groups = new Map<string, string[]>();
  for (const [name, { sdtype }] of Object.entries(table.columns)) {
    const group = groups.get(sdtype);
    if (group) group.push(name);
    else groups.set(sdtype, [name]);
  }
  return groups;
};

/** Primary and alternate keys. */
export const keyColumns = (table: TableMetadata): readonly string[] => [
  ...(table.primary_key === undefined ? [] : [table.primary_key]),
  ...(table.alternate_keys ?? []),
];
