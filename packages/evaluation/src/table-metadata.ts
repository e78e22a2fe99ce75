import { type ColumnMetadata, type Metadata, type TableMetadata, tableMetadata } from '@cvd/core';

/** Metadata of one table: SDV's whole document, or the part about the table. */
export type MetadataInput = Metadata | TableMetadata;

/** The description of the one table. @throws {InvalidMetadataError} when there is none, or several */
export const singleTable = (metadata: MetadataInput): TableMetadata =>
  'tables' in metadata ? tableMetadata(metadata) : metadata;

/** The columns in the order of the metadata. */
export const columnEntries = (metadata: TableMetadata): readonly (readonly [name: string, column: ColumnMetadata])[] =>
  Object.entries(metadata.columns);
