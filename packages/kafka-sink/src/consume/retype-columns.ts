import {
  type CellValue,
  type Column,
  type ColumnSpec,
  cellAt,
  createValueBuilder,
  InvalidValueError,
  isPresent,
  type SchemaMismatch,
  Table,
} from '@cvd/core';

const clock: ColumnSpec = { type: 'timestamp', unit: 'us', timezone: null };
const instant: ColumnSpec = { type: 'timestamp', unit: 'us', timezone: 'UTC' };

const hasValues = (column: Column): boolean => {
  for (let row = 0; row < column.length; row++) if (isPresent(column, row)) return true;
  return false;
};

/** Types that may hold the same values: JSON leaves open what an empty column, a whole number and a time in text are. */
const otherTypes = (column: Column): readonly ColumnSpec[] => {
  if (!hasValues(column)) return ['utf8', 'float64', 'bool', 'int64', clock, instant];
  if (column.type === 'int64') return ['float64'];
  if (column.type === 'float64') return ['int64'];
  return column.type === 'utf8' ? [clock, instant] : [];
};

const asNumber = (value: CellValue): unknown =>
  typeof value === 'bigint' && BigInt(Number(value)) === value ? Number(value) : value;

/** The column with every value as it is in another type; null where a value does not go into it. */
const retyped = (name: string, column: Column, spec: ColumnSpec): Column | null => {
  const builder = createValueBuilder(name, spec);
  try {
    for (let row = 0; row < column.length; row++) {
      const value = cellAt(column, row);
      builder.append(spec === 'float64' ? asNumber(value) : value);
    }
    return builder.finish();
  } catch (error) {
    if (error instanceof InvalidValueError) return null;
    throw error;
  }
};

/** Finds the types that a target has for columns whose type the messages leave open, by what it refuses. */
export interface ColumnTypes {
  /** The table with the types that the target is known to have. */
  fit(table: Table): Table;
  /** Begins a search for a table that the target has refused. */
  search(table: Table): TypeSearch;
}

export interface TypeSearch {
  /** The table to be tried next; null where the mismatches are no matter of open types. */
  next(mismatches: readonly SchemaMismatch[]): Table | null;
  /** The table last tried was accepted. */
  found(): void;
}

const replace = (table: Table, changes: ReadonlyMap<string, Column>): Table =>
  changes.size === 0
    ? table
    : new Table(table.names.map((name, i) => [name, changes.get(name) ?? table.columns[i]!] as const));

/** As targets that fold names compare them. */
const columnNamed = (table: Table, name: string): string | undefined =>
  table.has(name) ? name : table.names.find((own) => own.toLowerCase() === name.toLowerCase());

export const createColumnTypes = (): ColumnTypes => {
  const known = new Map<string, ColumnSpec>();
  const sameType = ({ type }: Column, spec: ColumnSpec): boolean =>
    type === (typeof spec === 'string' ? spec : spec.type) && type !== 'timestamp';
  return {
    fit(table) {
      const changes = new Map<string, Column>();
      for (const [name, spec] of known) {
        if (!table.has(name) || sameType(table.column(name), spec)) continue;
        const column = retyped(name, table.column(name), spec);
        if (column !== null) changes.set(name, column);
      }
      return replace(table, changes);
    },
    search(table) {
      /** Types of each column that are still to be tried; the first one is being tried. */
      const left = new Map<string, ColumnSpec[]>();
      const changes = new Map<string, Column>();
      const tryNext = (name: string): boolean => {
        const column = table.column(name);
        const specs = left.get(name);
        const rest = specs === undefined ? [...otherTypes(column)] : specs.slice(1);
        let candidate: Column | null = null;
        while (rest.length > 0 && candidate === null) {
          candidate = retyped(name, column, rest[0]!);
          if (candidate === null) rest.shift();
        }
        left.set(name, rest);
        if (candidate !== null) changes.set(name, candidate);
        return candidate !== null;
      };
      return {
        next(mismatches) {
          const names = mismatches.map(({ column }) => columnNamed(table, column));
          const possible = names.length > 0 && names.every((name) => name !== undefined && tryNext(name));
          return possible ? replace(table, changes) : null;
        },
        found() {
          for (const [name, specs] of left) if (specs.length > 0) known.set(name, specs[0]!);
        },
      };
    },
  };
};
