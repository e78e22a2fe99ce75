import { MissingPackageError } from '../errors/missing-package-error.js';

const name = '@cvd/duckdb-sink';

/** The optional package that reads and writes DuckDB and Parquet. @throws {MissingPackageError} */
export const duckdbPackage = async (purpose: string): Promise<typeof import('@cvd/duckdb-sink')> => {
  try {
    return await import('@cvd/duckdb-sink');
  } catch (cause) {
    throw new MissingPackageError(name, purpose, cause);
  }
};
