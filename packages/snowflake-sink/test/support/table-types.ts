/** How a Snowflake type is described (DESCRIBE TABLE) and how DuckDB stores it. */
export interface StoredType {
  readonly described: string;
  readonly duckdb: string;
}

const NUMBERS = new Set(['NUMBER', 'DECIMAL', 'NUMERIC', 'INT', 'INTEGER', 'BIGINT', 'SMALLINT', 'TINYINT', 'BYTEINT']);
const FLOATS = new Set(['FLOAT', 'FLOAT4', 'FLOAT8', 'DOUBLE', 'REAL']);
const TEXTS = new Set(['VARCHAR', 'STRING', 'TEXT', 'CHAR', 'CHARACTER']);
const TIMES = new Set(['TIMESTAMP_NTZ', 'TIMESTAMP_TZ', 'TIMESTAMP_LTZ', 'DATETIME', 'TIMESTAMP']);

/**
 * Times are kept as text of nine digits of a second: DuckDB's TIMESTAMP has six, its TIMESTAMP_NS ends in 2262. FLOAT is
 * 64 bits wide in Snowflake and 32 in DuckDB.
 */
export const storedType = (name: string, list: readonly number[]): StoredType => {
  const upper = name.toUpperCase();
  const [first, second = 0] = list;
  if (NUMBERS.has(upper)) {
    const size = `(${first ?? 38},${second})`;
    return { described: `NUMBER${size}`, duckdb: `DECIMAL${size}` };
  }
  if (FLOATS.has(upper)) return { described: 'FLOAT', duckdb: 'DOUBLE' };
  if (TEXTS.has(upper)) return { described: `VARCHAR(${first ?? 16_777_216})`, duckdb: 'VARCHAR' };
  if (TIMES.has(upper)) {
    const kind = upper.startsWith('TIMESTAMP_') ? upper : 'TIMESTAMP_NTZ';
    return { described: `${kind}(${first ?? 9})`, duckdb: 'VARCHAR' };
  }
  if (upper === 'BOOLEAN' || upper === 'DATE') return { described: upper, duckdb: upper };
  throw new SyntaxError(`unexpected '${name}'`);
};
