import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Metadata, type Table, type TableMetadata, tableFromColumns } from '@cvd/core';
import { readCsv } from '@cvd/core/node';
import { expect } from 'vitest';

/** A column as the fixtures write it. */
export interface PlainColumn {
  readonly type: 'float64' | 'utf8' | 'bool' | 'timestamp';
  readonly values: readonly (number | string | boolean | null)[];
}

export const tableFrom = (columns: Readonly<Record<string, PlainColumn>>): Table => {
  const entries = Object.entries(columns);
  const spec = (type: PlainColumn['type']) =>
    type === 'timestamp' ? ({ type, unit: 'ns', timezone: null } as const) : type;
  return tableFromColumns(
    entries.map(([name, { values }]) => [name, values] as const),
    new Map(entries.map(([name, { type }]) => [name, spec(type)])),
  );
};

export const fixture = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

/** Reads a CSV file beside the tests: numbers where the metadata says so, text elsewhere. */
export const readTable = (path: string, { columns }: TableMetadata): Promise<Table> =>
  readCsv(fileURLToPath(new URL(path, import.meta.url)), {
    types: new Map(
      Object.entries(columns).map(([name, { sdtype }]) => [name, sdtype === 'numerical' ? 'float64' : 'utf8']),
    ),
  });

export const asMetadata = (table: TableMetadata): Metadata => ({ METADATA_SPEC_VERSION: 'V1', tables: { table } });

/** Equal within 1e-9, or both null. */
export const expectFigure = (actual: number | null, expected: number | null, what: string): void => {
  if (expected === null || actual === null) expect(actual, what).toBe(expected);
  else expect(Math.abs(actual - expected), `${what}: ${actual} is not ${expected}`).toBeLessThan(1e-9);
};
