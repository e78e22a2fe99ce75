import { EmptyTableError } from '../errors/empty-table-error.js';
import { bitAt, createBits, setBit } from './bits.js';
import type { Column, Utf8Column } from './column.js';
import { checkSameColumns } from './same-columns.js';
import { Table } from './table.js';

/**
 * The rows of all tables, one after the other. Names, their order and types have to agree; dictionaries are merged in
 * order of first appearance.
 *
 * @throws {InvalidColumnError} when columns differ
 * @throws {EmptyTableError} when no table is given
 */
export const concatTables = (tables: readonly Table[]): Table => {
  const [first, ...others] = tables;
  if (first === undefined) throw new EmptyTableError('concatTables');
  if (others.length === 0) return first;
  for (const other of others) checkSameColumns(first, other);
  return new Table(first.names.map((name, i) => [name, concatColumns(tables.map((table) => table.columns[i]!))]));
};

/** Columns of one type (checked by the caller) as one. */
const concatColumns = (columns: readonly Column[]): Column => {
  const first = columns[0]!;
  const length = columns.reduce((sum, column) => sum + column.length, 0);
  const validity = columns.every((column) => column.validity === null)
    ? null
    : concatBits(columns, length, ({ validity }, row) => validity === null || bitAt(validity, row));
  switch (first.type) {
    case 'float64': {
      const values = new Float64Array(length);
      fill(columns as readonly (typeof first)[], (column, offset) => values.set(column.values, offset));
      return { ...first, length, validity, values };
    }
    case 'int64':
    case 'timestamp': {
      const values = new BigInt64Array(length);
      fill(columns as readonly (typeof first)[], (column, offset) => values.set(column.values, offset));
      return { ...first, length, validity, values };
    }
    case 'bool':
      return {
        ...first,
        length,
        validity,
        values: concatBits(columns as readonly (typeof first)[], length, ({ values }, row) => bitAt(values, row)),
      };
    case 'utf8':
      return { ...concatText(columns as readonly Utf8Column[], length), validity };
  }
};

const fill = <C extends Column>(columns: readonly C[], put: (column: C, offset: number) => void): void => {
  let offset = 0;
  for (const column of columns) {
    put(column, offset);
    offset += column.length;
  }
};

const concatBits = <C extends Column>(
  columns: readonly C[],
  length: number,
  isSet: (column: C, row: number) => boolean,
): Uint8Array => {
  const bits = createBits(length);
  fill(columns, (column, offset) => {
    for (let row = 0; row < column.length; row++) if (isSet(column, row)) setBit(bits, offset + row);
  });
  return bits;
};

const concatText = (columns: readonly Utf8Column[], length: number): Utf8Column => {
  const codes = new Int32Array(length);
  const longest = columns.reduce((a, b) => (b.dictionary.length > a.dictionary.length ? b : a)).dictionary;
  // Batches of one source share a dictionary that only grows: codes stay as they are.
  if (columns.every(({ dictionary }) => beginsWith(longest, dictionary))) {
    fill(columns, (column, offset) => codes.set(column.codes, offset));
    return { type: 'utf8', length, validity: null, codes, dictionary: longest };
  }
  const codeOf = new Map<string, number>();
  fill(columns, (column, offset) => {
    const merged = column.dictionary.map((text) => {
      const code = codeOf.get(text) ?? codeOf.size;
      codeOf.set(text, code);
      return code;
    });
    for (let row = 0; row < column.length; row++) codes[offset + row] = merged[column.codes[row]!] ?? 0;
  });
  return { type: 'utf8', length, validity: null, codes, dictionary: [...codeOf.keys()] };
};

const beginsWith = (longest: readonly string[], dictionary: readonly string[]): boolean =>
  dictionary === longest || dictionary.every((text, i) => text === longest[i]);
