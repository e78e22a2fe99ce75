import { readFileSync } from 'node:fs';
import type { Column, Metadata, TableMetadata } from '@cvd/core';
import { Table } from '@cvd/core';
import { parse } from 'csv-parse/sync';
import { expect } from 'vitest';

type Value = number | string | boolean | null;

/** A column as the fixtures write it. */
export interface PlainColumn {
  readonly type: 'float64' | 'utf8' | 'bool' | 'timestamp';
  readonly values: readonly Value[];
}

const validityOf = (values: readonly Value[]): Uint8Array | null => {
  if (!values.includes(null)) return null;
  const bits = new Uint8Array((values.length + 7) >> 3);
  for (const [row, value] of values.entries()) if (value !== null) bits[row >> 3]! |= 1 << (row & 7);
  return bits;
};

export const columnFrom = ({ type, values }: PlainColumn): Column => {
  const length = values.length;
  const validity = validityOf(values);
  switch (type) {
    case 'float64':
      return { type, length, validity, values: Float64Array.from(values, (value) => Number(value)) };
    case 'bool': {
      const bits = new Uint8Array((length + 7) >> 3);
      for (const [row, value] of values.entries()) if (value === true) bits[row >> 3]! |= 1 << (row & 7);
      return { type, length, validity, values: bits };
    }
    case 'utf8': {
      const dictionary = [...new Set(values.filter((value) => value !== null))] as string[];
      const codes = Int32Array.from(values, (value) => (value === null ? 0 : dictionary.indexOf(String(value))));
      return { type, length, validity, codes, dictionary };
    }
    case 'timestamp':
      return {
        type,
        length,
        validity,
        unit: 'ns',
        timezone: null,
        values: BigInt64Array.from(values, (value) =>
          value === null ? 0n : BigInt(Date.parse(`${value}Z`)) * 1_000_000n,
        ),
      };
  }
};

export const tableFrom = (columns: Readonly<Record<string, PlainColumn>>): Table =>
  new Table(Object.entries(columns).map(([name, column]) => [name, columnFrom(column)]));

export const fixture = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

/** Reads a CSV file: numbers where the metadata says so, text elsewhere. */
export const readTable = (path: string, { columns }: TableMetadata): Table => {
  const rows: Record<string, string>[] = parse(fixture(path), { columns: true });
  return tableFrom(
    Object.fromEntries(
      Object.entries(columns).map(([name, { sdtype }]) => [
        name,
        sdtype === 'numerical'
          ? { type: 'float64', values: rows.map((row) => (row[name] === '' ? null : Number(row[name]))) }
          : { type: 'utf8', values: rows.map((row) => row[name] || null) },
      ]),
    ),
  );
};

export const asMetadata = (table: TableMetadata): Metadata => ({ METADATA_SPEC_VERSION: 'V1', tables: { table } });

/** Equal within 1e-9, or both null. */
export const expectFigure = (actual: number | null, expected: number | null, what: string): void => {
  if (expected === null || actual === null) expect(actual, what).toBe(expected);
  else expect(Math.abs(actual - expected), `${what}: ${actual} is not ${expected}`).toBeLessThan(1e-9);
};
