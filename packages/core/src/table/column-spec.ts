import type { Column, ColumnType, TimestampUnit } from './column.js';
import type { Table } from './table.js';

/** Unit and time zone of a timestamp column. */
export interface TimestampSpec {
  readonly type: 'timestamp';
  /** @default 'ms' */
  readonly unit?: TimestampUnit;
  /** null = wall-clock time without a zone. @default whatever the first value has: 'UTC' where it ends in Z or an offset */
  readonly timezone?: string | null;
}

/** What a column is to hold: a storage type, or for timestamps the unit and zone as well. */
export type ColumnSpec = ColumnType | TimestampSpec;

/** Specs by column name. A `Map` holds any name; in an object literal `__proto__` has to be written `['__proto__']`. */
export type ColumnSpecs = ReadonlyMap<string, ColumnSpec> | Readonly<Record<string, ColumnSpec>>;

/** The spec of a column, complete: a reader given it makes a column of the same type, unit and zone. */
export const specOf = (column: Column): ColumnSpec =>
  column.type === 'timestamp' ? { type: 'timestamp', unit: column.unit, timezone: column.timezone } : column.type;

/** Specs of all columns in order: what a second file is read with, to have the types of the first. */
export const columnSpecs = (table: Table): ReadonlyMap<string, ColumnSpec> =>
  new Map(table.names.map((name, i) => [name, specOf(table.columns[i]!)]));

/** Name and spec pairs in order. */
export const specEntries = (specs: ColumnSpecs | undefined): readonly (readonly [string, ColumnSpec])[] =>
  specs === undefined ? [] : specs instanceof Map ? [...specs] : Object.entries(specs as Record<string, ColumnSpec>);

/** The storage type a spec asks for. */
export const specType = (spec: ColumnSpec): ColumnType => (typeof spec === 'string' ? spec : spec.type);
