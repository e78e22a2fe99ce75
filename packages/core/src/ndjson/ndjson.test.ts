import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryTable, contentOf } from '../../test/arbitrary-table.js';
import { columnSpecs } from '../table/column-spec.js';
import { concatTables } from '../table/concat-tables.js';
import type { Table } from '../table/table.js';
import { tableFromColumns } from '../table/table-from-columns.js';
import { formatNdjson, ndjsonTexts } from './format-ndjson.js';
import { findNdjsonTypes, ndjsonBatches } from './ndjson-batches.js';
import { resolveNdjsonOptions } from './ndjson-options.js';
import { parseNdjson, parseNdjsonStream } from './parse-ndjson.js';

const rowsOf = (text: string) => [...parseNdjson(text).toRows()];
async function* pieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let start = 0; start < bytes.length; start += size) yield bytes.slice(start, start + size);
}

describe('parseNdjson', () => {
  it('reads objects, skipping blank lines, with LF or CRLF and a byte-order mark', () => {
    expect(rowsOf('\ufeff{"a":1,"b":"x"}\r\n\n{"b":null,"c":true}\n  \n{"a":-0}')).toEqual([
      { a: 1, b: 'x', c: null },
      { a: null, b: null, c: true },
      { a: -0, b: null, c: null },
    ]);
    expect(parseNdjson('').rows).toBe(0);
  });

  it('is safe with __proto__', () => {
    const table = parseNdjson('{"__proto__":1}\n{"__proto__":9007199254740993}\n');
    expect(table.names).toEqual(['__proto__']);
    expect([table.at(0, '__proto__'), table.at(1, '__proto__')]).toEqual([1n, 9007199254740993n]);
  });

  it('keeps integers beyond 2^53 exact, whatever stands beside them', () => {
    const text =
      '{"a":1,"s":"9007199254740993, \\"9007199254740993"}\n{"a":9007199254740993,"s":"x"}\n{"a":-9223372036854775808}\n';
    expect(rowsOf(text)).toEqual([
      { a: 1n, s: '9007199254740993, "9007199254740993' },
      { a: 9007199254740993n, s: 'x' },
      { a: -9223372036854775808n, s: null },
    ]);
    expect(rowsOf('{"a":1234567890123456.5}\n{"a":12345678901234567e3}')).toEqual([
      { a: 1234567890123456.5 },
      { a: 12345678901234567000 },
    ]);
    expect([...parseNdjson('{"a":1152921504606846976}', { types: { a: 'float64' } }).toRows()]).toEqual([
      { a: 2 ** 60 },
    ]);
  });

  it.each([
    ['{"a":1.5}\n{"a":9007199254740993}', 2, 'found a bigint where numbers'],
    ['{"a":-0}\n{"a":9007199254740993}', 2, 'found a bigint where numbers'],
    ['{"a":9007199254740993}\n\n{"a":1.5}', 3, 'found a number where 64-bit integers'],
    ['{"a":9223372036854775808}', 1, 'found a bigint where 64-bit integers'],
    ['{"a":1}\n{"a":"x"}', 2, 'found a string where numbers'],
    ['{"a":[1]}', 1, 'an array cannot be stored'],
    ['{"a":1}\n{"a":{"b":1}}', 2, 'found an object where numbers'],
    ['{"a":1e999}', 1, 'too large'],
    ['{"b":[9007199254740993],"a":[1]}', 1, 'an array cannot be stored'],
  ])('refuses %j', (text, line, problem) => {
    expect(() => parseNdjson(text, { file: 'x.ndjson' })).toThrow(
      expect.objectContaining({
        code: 'CVD_NDJSON_VALUE',
        line,
        file: 'x.ndjson',
        problem: expect.stringContaining(problem),
      }),
    );
  });

  it.each([
    ['{"a":1}\n{"a" 1}\n', 2, 6],
    ['{"a":1}\n[1]\n', 2, 1],
    ['1', 1, 1],
    ['null', 1, 1],
  ])('refuses %j as syntax', (text, line, column) => {
    expect(() => parseNdjson(text)).toThrow(expect.objectContaining({ code: 'CVD_NDJSON_SYNTAX', line, column }));
  });

  it('refuses bytes that are no UTF-8, and lines that are too long', () => {
    const bytes = Uint8Array.from('{"a":1}\n{"a":"\xe9"}\n', (letter) => letter.charCodeAt(0));
    expect(() => parseNdjson(bytes)).toThrow(expect.objectContaining({ code: 'CVD_NDJSON_SYNTAX', line: 2 }));
    expect(() => parseNdjson('{"a":1}\n{"a":"\udc00"}')).toThrow(expect.objectContaining({ line: 2, column: 7 }));
    expect(rowsOf('{"a":"\\udc00"}')).toEqual([{ a: '\udc00' }]);
    const long = `{"a":1}\n{"a":"${'x'.repeat(200)}`;
    expect(() => parseNdjson(long, { maxLineBytes: 100 })).toThrow(expect.objectContaining({ line: 2 }));
  });

  it('refuses the same broken line whichever bytes were cut off', () => {
    const line = '{"ab":"c\\"d","e":1.5,"f":true}';
    for (let length = 1; length < line.length; length++)
      expect(() => parseNdjson(line.slice(0, length))).toThrow(expect.objectContaining({ code: 'CVD_NDJSON_SYNTAX' }));
  });
});

describe('formatNdjson', () => {
  it('writes one object a line, keys in order, missing as null', () => {
    const table = tableFromColumns({ 'a"': [1, null, -0], i: [2n ** 60n, 1n, null], t: [new Date(0), null, null] });
    expect(formatNdjson(table)).toBe(
      '{"a\\"":1,"i":1152921504606846976,"t":"1970-01-01T00:00:00.000Z"}\n{"a\\"":null,"i":1,"t":null}\n{"a\\"":-0,"i":null,"t":null}\n',
    );
  });

  it('refuses infinite numbers', () => {
    expect(() => formatNdjson(tableFromColumns({ a: [1, Infinity] }))).toThrow(
      expect.objectContaining({ code: 'CVD_INVALID_VALUE', column: 'a', row: 1 }),
    );
  });

  it('gives back the same table, wherever the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryTable, fc.integer({ min: 1, max: 9 }), async (table, size) => {
        let text = '';
        for await (const piece of ndjsonTexts(table.batches(3))) text += piece;
        expect(contentOf(await parseNdjsonStream(pieces(text, size), { types: columnSpecs(table) }))).toEqual(
          contentOf(table),
        );
        expect(parseNdjson(text).rows).toBe(table.rows);
      }),
      { numRuns: 500, seed: 13 },
    );
  });
});

describe('ndjsonBatches', () => {
  it('gives batches of one type, found in a first pass, that make up the table', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryTable, fc.integer({ min: 1, max: 5 }), async (table, batchRows) => {
        const text = formatNdjson(table);
        const source = () => pieces(text, 5);
        const options = resolveNdjsonOptions();
        const types = await findNdjsonTypes(source, options);
        const batches: Table[] = [];
        for await (const batch of ndjsonBatches(source, options, types, batchRows)) batches.push(batch);
        expect(batches.length).toBe(Math.max(1, Math.ceil(table.rows / batchRows)));
        expect(contentOf(concatTables(batches))).toEqual(contentOf(parseNdjson(text)));
      }),
      { numRuns: 300, seed: 14 },
    );
  });
});
