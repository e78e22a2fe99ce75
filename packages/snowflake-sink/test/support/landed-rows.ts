import type { CellValue } from '@cvd/core';
import type { LandedRow } from '@cvd/core/testing';
import type { Reader } from './reader.js';

const SERVICE = ['ingested_at', '_run_id', '_row_index', '_topic', '_partition', '_offset'];

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A column so that it comes as text or a plain value whatever the session's output formats are. */
const expression = (name: string, type: string): string => {
  const column = quote(name);
  if (/^TIMESTAMP_NTZ/.test(type)) return `TO_VARCHAR(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.FF9')`;
  if (/^TIMESTAMP/.test(type))
    return `TO_VARCHAR(CONVERT_TIMEZONE('UTC', ${column}), 'YYYY-MM-DD"T"HH24:MI:SS.FF9"Z"')`;
  if (/^(NUMBER|DATE)/.test(type)) return `TO_VARCHAR(${column})`;
  return column;
};

/** The rows of a table, by a connection of its own; none where there is no table. */
export const readLanded = async (reader: Reader, target: string): Promise<LandedRow[]> => {
  const described = await reader.describe(target);
  if (described === null) return [];
  // Under names of our own: the driver cannot read a result with a column named __proto__.
  const list = described.map(({ name, type }, i) => `${expression(name, type)} AS c${i}`).join(', ');
  const rows = await reader.rows(`SELECT ${list} FROM ${target}`);
  return rows.map((row) => {
    const values = new Map(described.map(({ name }, i) => [name, row[i] as CellValue]));
    return {
      runId: String(values.get('_run_id')),
      rowIndex: Number(values.get('_row_index')),
      values: Object.fromEntries([...values].filter(([name]) => !SERVICE.includes(name))),
    };
  });
};
