import { type Column, formatNdjson, parseNdjson, Table, tableFromColumns } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { encodeRows } from './encode-rows.js';

const texts = (table: Table): string[] => encodeRows(table).map((row) => new TextDecoder().decode(row));

const int64: Column = {
  type: 'int64',
  length: 2,
  validity: null,
  values: BigInt64Array.of(2n ** 63n - 1n, -(2n ** 53n) - 1n),
};

describe('encodeRows', () => {
  it('writes each row as JSON: numbers in their shortest form, all digits of long integers, ISO times, null', () => {
    const table = new Table([
      ['number', tableFromColumns({ c: [0.1, -0] }).columns[0]!],
      ['long', int64],
      ['flag', tableFromColumns({ c: [true, null] }).columns[0]!],
      ['text', tableFromColumns({ c: ['Größe "𝒳" 🫀\n', null] }).columns[0]!],
      ['time', tableFromColumns({ c: [new Date(0), new Date(951_782_400_001)] }).columns[0]!],
    ]);
    expect(texts(table)).toEqual([
      '{"number":0.1,"long":9223372036854775807,"flag":true,"text":"Größe \\"𝒳\\" 🫀\\n","time":"1970-01-01T00:00:00.000Z"}',
      '{"number":-0,"long":-9007199254740993,"flag":null,"text":null,"time":"2000-02-29T00:00:00.001Z"}',
    ]);
  });

  it('agrees with the NDJSON writer over more rows than one pool holds, slices and long texts', () => {
    const rows = 3000;
    const table = tableFromColumns({
      'Height_(cm)': Float64Array.from({ length: rows }, (_, i) => i * 1.1 - 50),
      text: Array.from({ length: rows }, (_, i) => (i % 7 === 0 ? null : '身長'.repeat(i % 211))),
      long: Array.from({ length: rows }, (_, i) => (i === 1234 ? 'x'.repeat(400_000) : 'y')),
    });
    expect(`${texts(table).join('\n')}\n`).toBe(formatNdjson(table));
    const slice = table.slice(1230, 1240);
    expect(texts(slice)).toEqual(texts(table).slice(1230, 1240));
    expect(formatNdjson(parseNdjson(texts(slice).join('\n')))).toBe(formatNdjson(slice));
  });

  it('gives no row for none, and names column and row of a number that JSON cannot write', () => {
    expect(encodeRows(tableFromColumns({ a: new Float64Array(0) }))).toEqual([]);
    expect(() => encodeRows(tableFromColumns({ a: Float64Array.of(1, Number.POSITIVE_INFINITY) }))).toThrow(
      expect.objectContaining({ code: 'CVD_INVALID_VALUE', message: expect.stringContaining('"a"') }),
    );
  });
});
