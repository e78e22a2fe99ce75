import { type ColumnSpec, InvalidColumnError, quoteIdentifier, type TimestampUnit } from '@cvd/core';
import { type DuckDBConnection, type DuckDBDecimalType, type DuckDBType, DuckDBTypeId } from '@duckdb/node-api';

/** How a column is read: as what, and by which SQL expression. */
export interface ReadColumn {
  readonly name: string;
  readonly spec: ColumnSpec;
  /** Gives DOUBLE for float64, BIGINT for int64 and for the integers of timestamps, BOOLEAN, VARCHAR. */
  readonly sql: string;
}

interface NamedType {
  readonly name: string;
  readonly type: DuckDBType;
}

const timestampUnits: ReadonlyMap<DuckDBTypeId, readonly [TimestampUnit, string]> = new Map([
  [DuckDBTypeId.TIMESTAMP, ['us', 'epoch_us']],
  [DuckDBTypeId.TIMESTAMP_TZ, ['us', 'epoch_us']],
  [DuckDBTypeId.TIMESTAMP_MS, ['ms', 'epoch_ms']],
  [DuckDBTypeId.TIMESTAMP_NS, ['ns', 'epoch_ns']],
]);

const isDecimal = (type: DuckDBType): type is DuckDBDecimalType => type.typeId === DuckDBTypeId.DECIMAL;

/** Integers that may lie beyond 2^53: what they are read as depends on their range. */
const isWideInteger = (type: DuckDBType): boolean =>
  [DuckDBTypeId.BIGINT, DuckDBTypeId.UBIGINT, DuckDBTypeId.HUGEINT, DuckDBTypeId.UHUGEINT].includes(type.typeId) ||
  (isDecimal(type) && type.scale === 0 && type.width > 15);

const isInstant = ({ typeId }: DuckDBType): boolean =>
  timestampUnits.has(typeId) || typeId === DuckDBTypeId.TIMESTAMP_S || typeId === DuckDBTypeId.DATE;

const wideInteger = (name: string, low: bigint | null, high: bigint | null): ReadColumn => {
  const column = quoteIdentifier(name);
  const safe = BigInt(Number.MAX_SAFE_INTEGER);
  if (low === null || high === null || (low >= -safe && high <= safe))
    return { name, spec: 'float64', sql: `CAST(${column} AS DOUBLE)` };
  if (low < -(2n ** 63n) || high >= 2n ** 63n)
    throw new InvalidColumnError(
      name,
      'it holds integers beyond 64 bits; read it through a view that casts it to DOUBLE or VARCHAR',
    );
  return { name, spec: 'int64', sql: `CAST(${column} AS BIGINT)` };
};

const instant = (name: string, { typeId }: DuckDBType): ReadColumn => {
  const column = quoteIdentifier(name);
  if (typeId === DuckDBTypeId.DATE)
    return {
      name,
      spec: { type: 'timestamp', unit: 's', timezone: null },
      sql: `CAST(${column} - DATE '1970-01-01' AS BIGINT) * 86400`,
    };
  if (typeId === DuckDBTypeId.TIMESTAMP_S)
    return { name, spec: { type: 'timestamp', unit: 's', timezone: null }, sql: `epoch_us(${column}) // 1000000` };
  const [unit, epoch] = timestampUnits.get(typeId)!;
  const timezone = typeId === DuckDBTypeId.TIMESTAMP_TZ ? 'UTC' : null;
  return { name, spec: { type: 'timestamp', unit, timezone }, sql: `${epoch}(${column})` };
};

const simpleColumn = ({ name, type }: NamedType): ReadColumn => {
  const column = quoteIdentifier(name);
  switch (type.typeId) {
    case DuckDBTypeId.BOOLEAN:
      return { name, spec: 'bool', sql: column };
    case DuckDBTypeId.TINYINT:
    case DuckDBTypeId.SMALLINT:
    case DuckDBTypeId.INTEGER:
    case DuckDBTypeId.UTINYINT:
    case DuckDBTypeId.USMALLINT:
    case DuckDBTypeId.UINTEGER:
    case DuckDBTypeId.FLOAT:
    case DuckDBTypeId.DOUBLE:
      return { name, spec: 'float64', sql: `CAST(${column} AS DOUBLE)` };
    case DuckDBTypeId.DECIMAL: // by way of text, which is rounded once
      return { name, spec: 'float64', sql: `CAST(CAST(${column} AS VARCHAR) AS DOUBLE)` };
    case DuckDBTypeId.VARCHAR:
    case DuckDBTypeId.ENUM:
    case DuckDBTypeId.UUID:
    case DuckDBTypeId.TIME:
    case DuckDBTypeId.TIME_TZ:
    case DuckDBTypeId.INTERVAL:
      return { name, spec: 'utf8', sql: `CAST(${column} AS VARCHAR)` };
    default:
      throw new InvalidColumnError(
        name,
        `it has DuckDB type ${type}, which no column of a table can hold; choose other columns, or read it through a view that casts it`,
      );
  }
};

/** Lowest and highest of wide integers, and whether an instant is infinite, in one pass over what needs it. */
const probe = async (connection: DuckDBConnection, relation: string, columns: readonly NamedType[]) => {
  const wide = columns.filter(({ type }) => isWideInteger(type));
  const instants = columns.filter(({ type }) => isInstant(type));
  const terms = [
    ...wide.flatMap(({ name }) => ['min', 'max'].map((f) => `CAST(${f}(${quoteIdentifier(name)}) AS VARCHAR)`)),
    ...instants.map(({ name }) => `count_if(NOT isfinite(${quoteIdentifier(name)}))`),
  ];
  if (terms.length === 0) return new Map<string, readonly [bigint | null, bigint | null]>();
  const row = (await connection.runAndReadAll(`SELECT ${terms.join(', ')} FROM ${relation}`)).getRows()[0]!;
  for (const [i, { name }] of instants.entries())
    if (Number(row[2 * wide.length + i]) > 0)
      throw new InvalidColumnError(name, 'it holds infinite times; leave those rows out, through a view');
  const bound = (i: number): bigint | null => (row[i] === null ? null : BigInt(String(row[i])));
  return new Map(wide.map(({ name }, i) => [name, [bound(2 * i), bound(2 * i + 1)]] as const));
};

/**
 * How to read the columns of a relation.
 * @param names - these only, in this order; all when null
 * @throws {InvalidColumnError} for a type or value that a table cannot hold
 */
export const planReading = async (
  connection: DuckDBConnection,
  relation: string,
  choose: (names: readonly string[]) => readonly string[],
): Promise<readonly ReadColumn[]> => {
  const head = await connection.run(`SELECT * FROM ${relation} LIMIT 0`);
  const types = new Map(head.columnNames().map((name, i) => [name, head.columnType(i)]));
  const columns = choose([...types.keys()]).map((name) => ({ name, type: types.get(name)! }));
  const bounds = await probe(connection, relation, columns);
  return columns.map((column) => {
    const { name, type } = column;
    if (isWideInteger(type)) return wideInteger(name, ...(bounds.get(name) ?? [null, null]));
    return isInstant(type) ? instant(name, type) : simpleColumn(column);
  });
};
