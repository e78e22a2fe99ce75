import { type DuckDBDecimalType, type DuckDBResultReader, type DuckDBType, DuckDBTypeId } from '@duckdb/node-api';
import type { DescribedColumn } from './warehouse.js';

/** A column of an answer, as the protocol names its type. */
export interface RowType {
  readonly name: string;
  readonly type: 'fixed' | 'real' | 'text' | 'boolean' | 'date';
  readonly precision: number | null;
  readonly scale: number | null;
  readonly nullable: boolean;
}

/** The part of a query's answer that the statement decides; cells are text or null. */
export interface Answer {
  readonly rowtype: readonly RowType[];
  readonly rowset: readonly (readonly (string | null)[])[];
  readonly statementTypeId: number;
}

const column = (name: string, type: RowType['type'], precision: number | null = null): RowType => ({
  name,
  type,
  precision,
  scale: type === 'fixed' ? 0 : null,
  nullable: true,
});

const wholeTypes = new Set([DuckDBTypeId.INTEGER, DuckDBTypeId.BIGINT, DuckDBTypeId.HUGEINT, DuckDBTypeId.DECIMAL]);

const rowType = (name: string, type: DuckDBType): RowType => {
  if (wholeTypes.has(type.typeId))
    return { ...column(name, 'fixed', 38), scale: (type as DuckDBDecimalType).scale ?? 0 };
  if (type.typeId === DuckDBTypeId.DOUBLE) return column(name, 'real');
  if (type.typeId === DuckDBTypeId.BOOLEAN) return column(name, 'boolean');
  return column(name, type.typeId === DuckDBTypeId.DATE ? 'date' : 'text');
};

/** A cell as the protocol writes it: booleans as 1 and 0, days as their number since 1970. */
const cell = (value: unknown, type: RowType['type']): string | null => {
  if (value === null || value === undefined) return null;
  if (type === 'boolean') return value === true ? '1' : '0';
  if (type === 'date') return String((value as { days: number }).days);
  return String(value);
};

export const rowsAnswer = (reader: DuckDBResultReader): Answer => {
  const rowtype = reader.columnNames().map((name, i) => rowType(name, reader.columnType(i)));
  const rowset = reader.getRows().map((row) => row.map((value, i) => cell(value, rowtype[i]!.type)));
  return { rowtype, rowset, statementTypeId: 0x1000 };
};

const verbs = {
  INSERT: ['number of rows inserted', 0x3100],
  UPDATE: ['number of rows updated', 0x3200],
  DELETE: ['number of rows deleted', 0x3300],
  MERGE: ['number of rows inserted', 0x3400],
} as const;

export const countAnswer = (verb: keyof typeof verbs, rows: number): Answer => {
  const [name, statementTypeId] = verbs[verb];
  return { rowtype: [column(name, 'fixed', 19)], rowset: [[String(rows)]], statementTypeId };
};

export const statusAnswer = (text: string): Answer => ({
  rowtype: [column('status', 'text')],
  rowset: [[text]],
  statementTypeId: 0x6000,
});

export const describeAnswer = (columns: readonly DescribedColumn[]): Answer => ({
  rowtype: ['name', 'type', 'kind', 'null?', 'default'].map((name) => column(name, 'text')),
  rowset: columns.map(({ name, type, nullable }) => [name, type, 'COLUMN', nullable ? 'Y' : 'N', null]),
  statementTypeId: 0x5000,
});
