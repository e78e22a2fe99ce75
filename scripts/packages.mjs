import { fileURLToPath } from 'node:url';

/** The repository root, without a slash at the end. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

/** The packages from the ground up: each may import only those before it (docs/architecture/packages.md). */
export const packages = [
  'core',
  'engine',
  'copula',
  'ctgan',
  'tvae',
  'evaluation',
  'duckdb-sink',
  'snowflake-sink',
  'kafka-sink',
  'cli',
];
