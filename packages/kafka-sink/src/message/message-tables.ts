import {
  type Column,
  type ColumnSpecs,
  columnMetadata,
  gatherRows,
  type Metadata,
  Table,
  tableMetadata,
} from '@cvd/core';
import type { RowValues } from './decode-message.js';
import { MessageColumn } from './message-column.js';
import type { MessageProblem } from './message-problem.js';

export interface MessageTablesOptions {
  /** Columns that the rows have. @default those of the first rows that come */
  readonly metadata?: Metadata;
  /** Types of columns where JSON or the metadata do not say them: dates as times rather than text. */
  readonly types?: ColumnSpecs;
}

/** Messages as a table. */
export interface MessageTable {
  /** The rows that fit, in order. */
  readonly table: Table;
  /** For each row of the table its position among the messages given. */
  readonly kept: readonly number[];
  /** The messages that do not fit, in order, each once. */
  readonly rejected: readonly { readonly position: number; readonly problem: MessageProblem }[];
}

/** Makes tables of messages; the columns and what they hold are the same from the first table to the last. */
export interface MessageTables {
  /** A column that a message does not have is missing there, as in rows that are older than the column. */
  tableOf(rows: readonly RowValues[]): MessageTable;
}

const sameNames = (keys: readonly string[], names: readonly string[]): boolean => {
  if (keys.length !== names.length || keys.length === 0) return false;
  for (let i = 0; i < keys.length; i++) if (keys[i] !== names[i]) return false;
  return true;
};

/**
 * Columns of rows of which nothing is known: those of the rows that have a column in common with the commonest kind of row. A
 * stray message among the first does not bring its own.
 */
const columnsOfRows = (rows: readonly RowValues[]): readonly string[] => {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const text = JSON.stringify(Object.keys(row));
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const [commonest] = [...counts].reduce((most, entry) => (entry[1] > most[1] ? entry : most), ['[]', 0]);
  const names = new Set<string>(JSON.parse(commonest) as string[]);
  const kin = rows.filter((row) => Object.keys(row).some((name) => names.has(name)));
  return [...new Set([...names, ...kin.flatMap((row) => Object.keys(row))])];
};

/** What is wrong with a row's names; null when it may be a row. */
const nameProblem = (keys: readonly string[], known: ReadonlyMap<string, unknown>): MessageProblem | null => {
  if (keys.length === 0) return { code: 'no-columns', message: 'It has none of the columns.' };
  const strange = keys.find((key) => !known.has(key));
  if (strange === undefined) return null;
  return { code: 'unknown-column', message: `Its column ${JSON.stringify(strange)} is none of the rows' columns.` };
};

/** Reads a cell also where an object has a property of that name that is no value of its own. */
const reader = (name: string): ((row: RowValues) => unknown) =>
  name in Object.prototype ? (row) => (Object.hasOwn(row, name) ? row[name] : undefined) : (row) => row[name];

/**
 * Makes tables of decoded messages. With metadata the columns are its columns; without, those of the first rows. Numbers are float64, int64 from the first integer beyond ±2⁵³ on; strings are text, times where
 * `types` says so or the metadata has a datetime without a format.
 */
export const createMessageTables = ({ metadata, types }: MessageTablesOptions = {}): MessageTables => {
  const specs = new Map(types instanceof Map ? types : Object.entries(types ?? {}));
  const described = metadata === undefined ? null : tableMetadata(metadata);
  const columnOf = (name: string): readonly [string, MessageColumn] => [
    name,
    new MessageColumn(name, specs.get(name), described === null ? undefined : columnMetadata(described, name)),
  ];
  let columns = described === null ? null : new Map(Object.keys(described.columns).map(columnOf));
  return {
    tableOf(rows) {
      const known = columns ?? new Map(columnsOfRows(rows).map(columnOf));
      if (known.size > 0) columns = known;
      const names = [...known.keys()];
      const problems = new Map<number, MessageProblem>();
      for (let position = 0; position < rows.length; position++) {
        const keys = Object.keys(rows[position]!);
        const problem = sameNames(keys, names) ? null : nameProblem(keys, known);
        if (problem !== null) problems.set(position, problem);
      }
      const entries = [...known].map(([name, column]): readonly [string, Column] => {
        const cell = reader(name);
        const bad = (position: number, problem: string): void => {
          if (problems.has(position)) return;
          problems.set(position, { code: 'bad-value', message: `Its column ${JSON.stringify(name)}: ${problem}.` });
        };
        return [name, column.take(rows.map(cell), bad)];
      });
      const table = new Table(entries);
      const positions = Array.from(rows.keys());
      if (problems.size === 0) return { table, kept: positions, rejected: [] };
      const kept = positions.filter((position) => !problems.has(position));
      const rejected = [...problems].sort(([a], [b]) => a - b).map(([position, problem]) => ({ position, problem }));
      return { table: gatherRows(table, kept), kept, rejected };
    },
  };
};

/** One set of messages as a table, by itself. */
export const tableFromMessages = (rows: readonly RowValues[], options?: MessageTablesOptions): MessageTable =>
  createMessageTables(options).tableOf(rows);
