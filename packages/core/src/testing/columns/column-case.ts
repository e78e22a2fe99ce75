import type { ColumnMetadata } from '../../metadata/metadata.js';
import type { CellValue, Column } from '../../table/column.js';
import type { ColumnSpec } from '../../table/column-spec.js';
import { columnFrom } from '../../table/table-from-columns.js';

/** A column that transformers are tried on. */
export interface ColumnCase {
  /** 'kind/what-is-odd'. */
  readonly id: string;
  readonly metadata: ColumnMetadata;
  /** Whether the column is a key. @default false */
  readonly unique: boolean;
  /** The same column on every call. */
  column(): Column;
  /** Where a present value stands in the column's order; null where its values have none. */
  readonly order: ((value: Exclude<CellValue, null>) => number | bigint) | null;
}

export interface CaseOptions {
  readonly metadata: ColumnMetadata;
  readonly unique?: boolean;
  readonly type?: ColumnSpec;
  readonly order?: ColumnCase['order'];
}

/** @param values - null for missing */
export const columnCase = (
  id: string,
  { metadata, unique = false, type, order = null }: CaseOptions,
  values: () => readonly unknown[] | Column,
): ColumnCase => ({
  id,
  metadata,
  unique,
  order,
  column() {
    const made = values();
    return Array.isArray(made) ? columnFrom(id, made, type) : (made as Column);
  },
});

/** `length` values by index. */
export const repeat = <T>(length: number, value: (index: number) => T): T[] =>
  Array.from({ length }, (_, i) => value(i));
