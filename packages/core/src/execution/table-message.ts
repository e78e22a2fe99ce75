import type { Column } from '../table/column.js';
import { Table } from '../table/table.js';

/** A table as it travels between threads. */
export interface TableMessage {
  readonly names: readonly string[];
  readonly columns: readonly Column[];
}

/** A view clones with its whole buffer; a view of a part of one is copied first, shared memory is shared as it is. */
const compact = <T extends Float64Array | BigInt64Array | Int32Array | Uint8Array>(view: T): T =>
  view.byteLength < view.buffer.byteLength && view.buffer instanceof ArrayBuffer ? (view.slice() as T) : view;

const compactColumn = (column: Column): Column => {
  const validity = column.validity && compact(column.validity);
  switch (column.type) {
    case 'float64':
      return { ...column, validity, values: compact(column.values) };
    case 'int64':
    case 'timestamp':
      return { ...column, validity, values: compact(column.values) };
    case 'bool':
      return { ...column, validity, values: compact(column.values) };
    case 'utf8':
      return { ...column, validity, codes: compact(column.codes) };
  }
};

export const toTableMessage = ({ names, columns }: Table): TableMessage => ({
  names,
  columns: columns.map(compactColumn),
});

export const fromTableMessage = ({ names, columns }: TableMessage): Table =>
  new Table(names.map((name, i) => [name, columns[i]!]));
