import { MissingPeerError } from '@cvd/core';

/** The optional package that reads and writes DuckDB and Parquet. @throws {MissingPeerError} */
export const duckdbPackage = async (purpose: string): Promise<typeof import('@cvd/duckdb-sink')> => {
  try {
    return await import('@cvd/duckdb-sink');
  } catch (cause) {
    throw new MissingPeerError('@cvd/duckdb-sink', purpose, cause);
  }
};
