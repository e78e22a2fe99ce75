import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryTable, contentOf } from '../../test/arbitrary-table.js';
import { columnSpecs } from '../table/column-spec.js';
import { tableFromColumns } from '../table/table-from-columns.js';
import { csvTexts, formatCsv } from './format-csv.js';
import { parseCsv } from './parse-csv.js';

describe('formatCsv', () => {
  it('quotes only where a reader would go wrong', () => {
    const text = ['plain', 'a b', 'x, y', '"q"', 'l1\nl2', ' lead', 'trail ', '', 'NA', 'NaN', 'null', 'na'];
    const lines = formatCsv(tableFromColumns({ n: text.map((_, i) => i), text })).split(/\n(?=\d|$)/);
    expect(lines).toEqual([
      'n,text',
      '0,plain',
      '1,a b',
      '2,"x, y"',
      '3,"""q"""',
      '4,"l1\nl2"',
      '5," lead"',
      '6,"trail "',
      '7,""',
      '8,"NA"',
      '9,"NaN"',
      '10,"null"',
      '11,na',
      '',
    ]);
  });

  it('writes each type in its shortest exact form, missing values as nothing', () => {
    const table = tableFromColumns({
      f: [0.1, -0, 1e21, 2 ** 60, 5e-324, Number.NaN],
      i: [9007199254740993n, -1n, null, 0n, 1n, 2n],
      b: [true, false, null, true, true, true],
      t: [new Date(0), new Date(1), null, new Date(2), new Date(-1), new Date(1e12)],
    });
    expect(formatCsv(table)).toBe(
      [
        'f,i,b,t',
        '0.1,9007199254740993,true,1970-01-01T00:00:00.000Z',
        '-0,-1,false,1970-01-01T00:00:00.001Z',
        '1e+21,,,',
        '1.152921504606847e+18,0,true,1970-01-01T00:00:00.002Z',
        '5e-324,1,true,1969-12-31T23:59:59.999Z',
        ',2,true,2001-09-09T01:46:40.000Z',
        '',
      ].join('\n'),
    );
  });

  it('takes delimiter, line ending, missing spelling, and leaves the header out', () => {
    const table = tableFromColumns({ a: ['x;y', null, '-'], b: [1, 2, 3] });
    expect(formatCsv(table, { delimiter: ';', lineEnding: '\r\n', missing: '-' })).toBe(
      'a;b\r\n"x;y";1\r\n-;2\r\n"-";3\r\n',
    );
    expect(formatCsv(table, { header: false })).toBe('"x;y",1\n,2\n-,3\n');
  });

  it('refuses text that UTF-8 cannot write, and tables without columns', () => {
    expect(() => formatCsv(tableFromColumns({ a: ['x', 'bad \ud800'] }))).toThrow(
      expect.objectContaining({ code: 'CVD_INVALID_VALUE', column: 'a', row: 1 }),
    );
    expect(() => formatCsv(tableFromColumns({ '\udc00': [1] }))).toThrow(
      expect.objectContaining({ code: 'CVD_INVALID_COLUMN' }),
    );
    expect(() => formatCsv(tableFromColumns({}))).toThrow(expect.objectContaining({ code: 'CVD_EMPTY_TABLE' }));
  });

  it('gives back the same table when read with its types', () => {
    const options = fc.record({
      delimiter: fc.constantFrom(',', ';', '\t', '|', ' ', 'x'),
      lineEnding: fc.constantFrom('\n' as const, '\r\n' as const),
    });
    fc.assert(
      fc.property(arbitraryTable, options, (table, written) => {
        const text = formatCsv(table, written);
        const read = parseCsv(text, { types: columnSpecs(table), delimiter: written.delimiter });
        expect(contentOf(read)).toEqual(contentOf(table));
      }),
      { numRuns: 1000, seed: 5 },
    );
  });

  it('gives back the same table when the reader has to find the delimiter', () => {
    fc.assert(
      fc.property(arbitraryTable, fc.constantFrom(',', ';', '\t', '|'), (table, delimiter) => {
        // A single column has no delimiter to be found.
        const read = parseCsv(formatCsv(table, { delimiter }), { types: columnSpecs(table) });
        expect(contentOf(read)).toEqual(contentOf(table));
      }),
      { numRuns: 1000, seed: 6 },
    );
  });

  it('gives back the cells of a table without its types, as text or typed', () => {
    const table = tableFromColumns({ a: [1, 2.5, null], b: ['x', 'True', ''], c: [true, null, false] });
    expect(contentOf(parseCsv(formatCsv(table)))).toEqual(contentOf(table));
  });
});

describe('csvTexts', () => {
  it('writes batches as the whole table is written', async () => {
    const table = tableFromColumns({ a: [1, 2, 3], b: ['x', 'y', 'z'] });
    let text = '';
    for await (const piece of csvTexts(table.batches(2))) text += piece;
    expect(text).toBe(formatCsv(table));
  });

  it('refuses batches whose columns differ', async () => {
    const [a, b] = [tableFromColumns({ a: [1] }), tableFromColumns({ a: ['x'] })];
    const pieces = csvTexts([a, b]);
    await pieces.next();
    await expect(pieces.next()).rejects.toMatchObject({ code: 'CVD_INVALID_COLUMN', column: 'a' });
  });
});
