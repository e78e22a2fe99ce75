import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ColumnSpec } from '../table/column-spec.js';
import type { CsvParseOptions } from './csv-options.js';
import { parseCsv } from './parse-csv.js';

const typed = (text: string | Uint8Array, options?: CsvParseOptions) => {
  const table = parseCsv(text, options);
  return Object.fromEntries(
    table.names.map((name, i) => [
      name,
      { type: table.columns[i]!.type, cells: [...table.toRows()].map((row) => row[name]) },
    ]),
  );
};
const column = (cells: string, options?: CsvParseOptions) => typed(`a\n${cells}\n`, options).a!;
const withType = (type: ColumnSpec): CsvParseOptions => ({ types: { a: type } });

describe('parseCsv: cells and rows', () => {
  it('reads quotes, doubled quotes, delimiters and line breaks inside quotes', () => {
    const { a, b } = typed('a,b\r\n"x, ""y""","l1\r\nl2\nl3"\r\np"q,\r\n');
    expect(a!.cells).toEqual(['x, "y"', 'p"q']);
    expect(b!.cells).toEqual(['l1\r\nl2\nl3', null]);
  });

  it('ends lines at LF, CRLF and CR, with or without a last one', () => {
    for (const text of ['a,b\n1,2\n3,4', 'a,b\r\n1,2\r\n3,4\r\n', 'a,b\r1,2\r3,4\r', 'a,b\n1,2\r\n3,4'])
      expect(typed(text).b!.cells, JSON.stringify(text)).toEqual([2, 4]);
  });

  it('skips blank lines, but takes them as missing cells where there is one column', () => {
    expect(typed('\n\na,b\n\n1,2\n\n\n3,4\n\n').a!.cells).toEqual([1, 3]);
    expect(typed('a\n1\n\n3\n').a!.cells).toEqual([1, null, 3]);
    expect(typed('a\r\n1\r\n\r\n3\r\n').a!.cells).toEqual([1, null, 3]);
  });

  it('counts an empty cell behind a last delimiter', () => {
    expect(typed('a,b\n1,').b!.cells).toEqual([null]);
  });

  it('drops a byte-order mark, and only at the start', () => {
    const { a, ...others } = typed('\ufeffa\n\ufeffx\n');
    expect(a!.cells).toEqual(['\ufeffx']);
    expect(others).toEqual({});
  });

  it('keeps spaces unless told to trim, never those in quotes', () => {
    const text = ' a , b \n x , "y " \n';
    expect(typed(text.replaceAll('"', ''))[' a ']!.cells).toEqual([' x ']);
    expect(typed(text, { trim: true })).toEqual({
      a: { type: 'utf8', cells: ['x'] },
      b: { type: 'utf8', cells: ['y '] },
    });
  });

  it.each([',', ';', '\t', '|'])('finds the delimiter %j, whatever quoted cells hold', (delimiter) => {
    const rows = [
      ['n', 'text'],
      ['1,5', '"a,b;c|d\te"'],
      ['2', '"a;;;"'],
    ];
    const text = rows.map(([n, s]) => [delimiter === ',' ? `"${n}"` : n, s].join(delimiter)).join('\n');
    expect(typed(text)).toEqual({
      n: { type: 'utf8', cells: ['1,5', '2'] },
      text: { type: 'utf8', cells: ['a,b;c|d\te', 'a;;;'] },
    });
  });

  it('takes names as given, also where there is no header', () => {
    expect(typed('1,2\n3,4\n', { header: false })).toEqual({
      column_1: { type: 'float64', cells: [1, 3] },
      column_2: { type: 'float64', cells: [2, 4] },
    });
    expect(typed('a,a\n3,4\n', { names: ['x', 'y'] }).y!.cells).toEqual([4]);
    expect(typed('1,2\n', { header: false, names: ['x', 'y'] }).x!.cells).toEqual([1]);
  });

  it('is safe with names of object members', () => {
    const table = parseCsv('__proto__,constructor,toString\n1,2,3\n');
    expect(table.names).toEqual(['__proto__', 'constructor', 'toString']);
    expect(Object.keys(table.toRows().next().value)).toEqual(table.names);
    expect(table.at(0, '__proto__')).toBe(1);
    expect(({} as Record<string, unknown>).constructor).toBe(Object);
  });

  it('gives a table without rows for a header alone', () => {
    const table = parseCsv('a,b\n');
    expect([table.rows, table.names]).toEqual([0, ['a', 'b']]);
  });

  it('reads bytes of any script', () => {
    expect(column('žluťoučký\n東京\n🫀').cells).toEqual(['žluťoučký', '東京', '🫀']);
  });
});

describe('parseCsv: missing values', () => {
  it('takes empty, NA, NaN and null as missing, not other spellings, and never quoted ones', () => {
    expect(column('x\n\nNA\nNaN\nnull').cells).toEqual(['x', null, null, null, null]);
    expect(column('x\nna\nN/A\nNULL\n NA').cells).toEqual(['x', 'na', 'N/A', 'NULL', ' NA']);
    expect(column('""\n"NA"\n"NaN"\n"null"').cells).toEqual(['', 'NA', 'NaN', 'null']);
  });

  it('takes other spellings, numbers too', () => {
    expect(column('1\n-999\n?\n2', { missing: ['-999', '?'] })).toEqual({ type: 'float64', cells: [1, null, null, 2] });
    expect(column('x\n\nNA', { missing: [] }).cells).toEqual(['x', '', 'NA']);
    expect(column('"1"\n""\n"NA"', { quotedMissing: true })).toEqual({ type: 'float64', cells: [1, null, null] });
  });

  it('keeps rows that are missing before the type is known', () => {
    const missing = '\n'.repeat(9);
    for (const [value, cell] of [
      ['1.5', 1.5],
      ['x', 'x'],
      ['true', true],
      ['99999999999999999', 99999999999999999n],
    ] as const)
      expect(column(`${missing}${value}\n`).cells, value).toEqual([...Array(9).fill(null), cell, null].slice(0, 11));
  });

  it('makes a column without a present cell float64', () => {
    expect(column('NA\n\nnull')).toEqual({ type: 'float64', cells: [null, null, null] });
  });
});

describe('parseCsv: types', () => {
  it.each([
    ['0', 0],
    ['-0', -0],
    ['12', 12],
    ['-12.50', -12.5],
    ['.5', 0.5],
    ['-.5', -0.5],
    ['5.', 5],
    ['1e-7', 1e-7],
    ['1E+22', 1e22],
    ['2.5e3', 2500],
    [' 7 ', 7],
    ['\t7', 7],
    ['9007199254740992', 2 ** 53],
    ['-9007199254740992', -(2 ** 53)],
    ['0.1234567890123456789', 0.12345678901234568],
    ['179769313486231570000000000000000000000000000000000e258', Number.MAX_VALUE],
    ['4.9e-324', Number.MIN_VALUE],
  ])('reads %j as the number %d', (text, value) => {
    const { type, cells } = column(text);
    expect(type).toBe('float64');
    expect(cells).toEqual([value]);
  });

  it.each([
    '007',
    '-01',
    '00',
    '00.5',
    '+5',
    '0x10',
    '1_000',
    '1,5',
    '1 2',
    '-',
    '.',
    'e5',
    '1e',
    '1e+',
    '--1',
    '1.2.3',
    'Infinity',
    'inf',
    '1e999',
    '1f',
    'Yes',
    '2024-01-01',
    '12:30',
    'truely',
    'fals',
  ])('leaves %j as text', (text) => {
    expect(column(`"${text}"`)).toEqual({ type: 'utf8', cells: [text] });
  });

  it('reads numbers exactly as JavaScript does', () => {
    const texts = [
      '123456.789',
      '0.000001234',
      '999999999999999.9',
      '0.30000000000000004',
      '8.41',
      '1234567890.12345678',
      '72057594037927945e-1',
    ];
    expect(column(texts.join('\n')).cells).toEqual(texts.map(Number));
  });

  it('reads true and false in any case as booleans, Yes and No as text', () => {
    expect(column('true\nFalse\nTRUE')).toEqual({ type: 'bool', cells: [true, false, true] });
    expect(column('Yes\nNo').type).toBe('utf8');
  });

  it('keeps integers beyond 2^53 exact: int64, or text among fractions and beyond 64 bits', () => {
    expect(column('1\n9007199254740993\n-9223372036854775808\n9223372036854775807')).toEqual({
      type: 'int64',
      cells: [1n, 9007199254740993n, -9223372036854775808n, 9223372036854775807n],
    });
    expect(column('9007199254740993\n1.50')).toEqual({ type: 'utf8', cells: ['9007199254740993', '1.50'] });
    expect(column('1.50\n9007199254740993')).toEqual({ type: 'utf8', cells: ['1.50', '9007199254740993'] });
    expect(column('-0\n9007199254740993').cells).toEqual(['-0', '9007199254740993']);
    expect(column('1\n9223372036854775808').cells).toEqual(['1', '9223372036854775808']);
    expect(column('1\n123456789012345678901234567890').cells).toEqual(['1', '123456789012345678901234567890']);
  });

  it('never loses a spelling when the type changes late in the text', () => {
    const numbers = Array.from({ length: 5000 }, (_, i) => `${i}.${i % 10}0`);
    expect(column([...numbers, 'x'].join('\n'))).toEqual({ type: 'utf8', cells: [...numbers, 'x'] });
    expect(column([...numbers, '007'].join('\n'))).toEqual({ type: 'utf8', cells: [...numbers, '007'] });
    expect(column('True\nFALSE\nmaybe').cells).toEqual(['True', 'FALSE', 'maybe']);
    expect(column('1.0\ntrue').cells).toEqual(['1.0', 'true']);
    const { a, b, c } = typed('a,b,c\n1,1.0,x\n2,y,z\n');
    expect([a!.cells, b!.cells, c!.cells]).toEqual([
      [1, 2],
      ['1.0', 'y'],
      ['x', 'z'],
    ]);
  });

  it('reads columns as the types asked for', () => {
    expect(column('007\n1', withType('utf8')).cells).toEqual(['007', '1']);
    expect(column('007\n+1.5\n-inf\nInfinity\n 2 ', withType('float64')).cells).toEqual([
      7,
      1.5,
      -Infinity,
      Infinity,
      2,
    ]);
    expect(column('1152921504606846976', withType('float64')).cells).toEqual([2 ** 60]);
    expect(column('007\n+1\n-5', withType('int64')).cells).toEqual([7n, 1n, -5n]);
    expect(column('True\n\nfalse', withType('bool')).cells).toEqual([true, null, false]);
    expect(column('2024-02-29T12:00:00.5+02:00', withType('timestamp'))).toEqual({
      type: 'timestamp',
      cells: ['2024-02-29T10:00:00.500Z'],
    });
    expect(column('2024-02-29', withType({ type: 'timestamp', unit: 's' })).cells).toEqual(['2024-02-29T00:00:00']);
  });
});

describe('parseCsv: real files', () => {
  const bytes = readFileSync(new URL('../../../../examples/data/cvd_small.csv', import.meta.url));

  it('reads the cardiovascular file with its quoted commas', () => {
    const table = parseCsv(bytes);
    expect([table.rows, table.names.length]).toEqual([3463, 19]);
    const numerical = table.names.filter((_, i) => table.columns[i]!.type === 'float64');
    expect(numerical).toEqual([
      'Height_(cm)',
      'Weight_(kg)',
      'BMI',
      'Alcohol_Consumption',
      'Fruit_Consumption',
      'Green_Vegetables_Consumption',
      'FriedPotato_Consumption',
    ]);
    const quoted = bytes
      .toString('utf8')
      .split('\n')
      .filter((line) => line.includes('"')).length;
    const withComma = [...table.toRows()].filter((row) =>
      Object.values(row).some((cell) => String(cell).includes(',')),
    );
    expect([quoted, withComma.length]).toEqual([90, 90]);
  });
});
