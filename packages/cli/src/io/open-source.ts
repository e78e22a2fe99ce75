import type { ColumnSpecs, TableSource } from '@cvd/core';
import { arrowSource, csvSource, ndjsonSource } from '@cvd/core/node';
import { UsageError } from '../errors/usage-error.js';
import { duckdbPackage } from './duckdb-package.js';
import { locationForms, parseLocation } from './location.js';

export interface ReadOptions {
  readonly signal: AbortSignal;
  /** Types by column name, to read a second file as the first. */
  readonly types?: ColumnSpecs;
}

/**
 * Rows named on the command line, read as often as asked.
 * @throws {UsageError} for a name that says no form, {MissingPeerError} for a form that needs a package
 */
export const openSource = async (text: string, { signal, types }: ReadOptions): Promise<TableSource> => {
  const location = parseLocation(text);
  if (location.kind === 'stdout') throw new UsageError(`Rows are read from ${locationForms}, not from -.`);
  if (location.kind === 'duckdb') {
    const { duckdbSource } = await duckdbPackage('Reading DuckDB');
    return duckdbSource({ path: location.path, table: location.table });
  }
  const { path } = location;
  if (location.kind === 'parquet') return (await duckdbPackage('Reading Parquet')).parquetSource(path);
  const options = types === undefined ? { signal } : { signal, types };
  switch (location.format) {
    case 'csv':
      return csvSource(path, options);
    case 'ndjson':
      return ndjsonSource(path, options);
    case 'arrow':
      return arrowSource(path, { signal });
  }
};
