import type { EncodedValues } from '../../encoding/encoded-table.js';
import { cellAt } from '../../table/cell.js';
import type { CellValue, Column } from '../../table/column.js';
import { assert } from '../synthesizer-kit/check.js';

/** The cell, with NaN as missing and one zero. */
export const valueAt = (column: Column, row: number): CellValue => {
  const cell = cellAt(column, row);
  return typeof cell !== 'number' ? cell : Number.isNaN(cell) ? null : cell + 0;
};

export const cellsOf = (column: Column): CellValue[] =>
  Array.from({ length: column.length }, (_, row) => valueAt(column, row));

/** Type, and unit and zone of times. */
const typeOf = (column: Column): string =>
  column.type === 'timestamp' ? `timestamp ${column.unit} ${column.timezone}` : column.type;

export const assertSameType = (actual: Column, expected: Column): void =>
  assert(typeOf(actual) === typeOf(expected), `the column is ${typeOf(actual)} and should be ${typeOf(expected)}`);

/** Fails unless both hold the same cells. */
export const assertSameCells = (actual: Column, expected: Column, what: string): void => {
  assertSameType(actual, expected);
  assert(actual.length === expected.length, `${what}: ${actual.length} rows instead of ${expected.length}`);
  for (let row = 0; row < actual.length; row++) {
    const [a, b] = [valueAt(actual, row), valueAt(expected, row)];
    assert(a === b, `${what}: row ${row} holds ${String(a)} and should hold ${String(b)}`);
  }
};

/** Fails unless both hold the same numbers; NaN equals NaN. */
export const assertSameEncoded = (
  actual: readonly EncodedValues[],
  expected: readonly EncodedValues[],
  what: string,
): void => {
  assert(actual.length === expected.length, `${what}: ${actual.length} encoded columns instead of ${expected.length}`);
  for (const [c, values] of actual.entries()) {
    assert(values.length === expected[c]!.length, `${what}: encoded column ${c} differs in length`);
    for (let row = 0; row < values.length; row++)
      assert(Object.is(values[row]! + 0, expected[c]![row]! + 0), `${what}: encoded column ${c} differs in row ${row}`);
  }
};

/** Fails unless both are the same when written as JSON, typed arrays by their elements. */
export const assertSameData = (actual: unknown, expected: unknown, what: string): void => {
  const text = (value: unknown): string =>
    JSON.stringify(value, (_, inner) => {
      if (typeof inner === 'bigint') return `${inner}n`;
      if (ArrayBuffer.isView(inner)) return [inner.constructor.name, ...Array.from(inner as Uint8Array, String)];
      return inner;
    });
  assert(text(actual) === text(expected), `${what} differs:\n${text(actual)}\n${text(expected)}`);
};
