import { describe, expect, it } from 'vitest';
import { CvdError } from '../errors/cvd-error.js';
import type { CsvParseOptions } from './csv-options.js';
import { parseCsv } from './parse-csv.js';

const failure = (text: string | Uint8Array, options?: CsvParseOptions): Record<string, unknown> & Error => {
  try {
    parseCsv(text, { file: 'data.csv', ...options });
  } catch (error) {
    expect(CvdError.isInstance(error)).toBe(true);
    return error as Record<string, unknown> & Error;
  }
  throw new Error('nothing was thrown');
};

const place = (text: string | Uint8Array, options?: CsvParseOptions) => {
  const { code, file, line, column } = failure(text, options);
  return [code, file, line, column];
};

describe('parseCsv: errors say where', () => {
  it('refuses an empty text', () => {
    for (const text of ['', '\ufeff', '\n\n'])
      expect(place(text), JSON.stringify(text)).toEqual(['CVD_CSV_HEADER', 'data.csv', 1, 1]);
    expect(failure('').message).toContain('the file is empty');
  });

  it('refuses names that are empty or occur twice', () => {
    expect(place('a,,c\n1,2,3\n')).toEqual(['CVD_CSV_HEADER', 'data.csv', 1, 3]);
    expect(place('\nab,"x",ab\n1,2,3\n')).toEqual(['CVD_CSV_HEADER', 'data.csv', 2, 8]);
    expect(failure('a,,c\n').message).toMatch(/^data.csv:1:3: column 2 has no name: .*`names`/);
  });

  it('refuses rows with more or fewer cells', () => {
    expect(place('a,b\n1,2\n3\n')).toEqual(['CVD_CSV_RAGGED_ROW', 'data.csv', 3, 2]);
    expect(failure('a,b\n1,2,3,4\n')).toMatchObject({ expected: 2, found: 4, delimiter: ',', line: 2, column: 8 });
    expect(failure('a,b\n"x\ny",2\n1\n')).toMatchObject({ found: 1, line: 4 });
    expect(failure('a,b\r\n\r\n1,2\r\n3,4,5\r\n')).toMatchObject({ found: 3, line: 4 });
  });

  it('refuses a quote that never ends, at the quote', () => {
    expect(place('a,b\n1,"x\n2,3\n')).toEqual(['CVD_CSV_SYNTAX', 'data.csv', 2, 3]);
    expect(place('a,b\n1,"x""')).toEqual(['CVD_CSV_SYNTAX', 'data.csv', 2, 3]);
    expect(place('"a,b\n1,2\n')).toEqual(['CVD_CSV_SYNTAX', 'data.csv', 1, 1]);
  });

  it('stops at a cell that takes more than maxFieldBytes', () => {
    const text = `a,b\n1,"${'x'.repeat(5000)}`;
    expect(failure(text, { maxFieldBytes: 1000 })).toMatchObject({ code: 'CVD_CSV_SYNTAX', line: 2, column: 3 });
  });

  it('refuses text behind a closing quote', () => {
    expect(place('a,b\nü,"x"y\n')).toEqual(['CVD_CSV_SYNTAX', 'data.csv', 2, 6]);
    expect(place('a\n"x" \n')).toEqual(['CVD_CSV_SYNTAX', 'data.csv', 2, 4]);
  });

  it('refuses bytes that are no UTF-8', () => {
    const latin1 = Uint8Array.from('a,b\n1,x\n2,caf\xe9\n', (letter) => letter.charCodeAt(0));
    expect(place(latin1)).toEqual(['CVD_CSV_ENCODING', 'data.csv', 3, 3]);
    const header = Uint8Array.from('a,caf\xe9\n1,2\n', (letter) => letter.charCodeAt(0));
    expect(place(header)).toEqual(['CVD_CSV_ENCODING', 'data.csv', 1, 3]);
    expect(failure(Uint8Array.of(0xff, 0xfe, 97, 0)).message).toContain('UTF-16');
  });

  it('refuses strings with half a surrogate pair', () => {
    expect(place('a,b\r\n1,🫀\r\n🫀,\ud800\n')).toEqual(['CVD_CSV_ENCODING', 'data.csv', 3, 3]);
  });

  it('refuses bad UTF-8 in a column that looked like numbers before', () => {
    const text = Uint8Array.from('a,b\n1,2\n3,\xe9\n', (letter) => letter.charCodeAt(0));
    expect(place(text)).toEqual(['CVD_CSV_ENCODING', 'data.csv', 3, 3]);
  });

  it.each([
    ['float64', 'x'],
    ['float64', '9007199254740993'],
    ['float64', '0x10'],
    ['float64', ''.padEnd(400, '9')],
    ['int64', '1.5'],
    ['int64', '9223372036854775808'],
    ['bool', 'yes'],
    ['timestamp', '2024-02-30'],
    ['timestamp', '2024-01-01T00:00:00.0001'],
  ] as const)('refuses a cell that does not fit %s: %s', (type, cell) => {
    const error = failure(`k,a\n0,\n1,${cell}\n`, { types: { a: type } });
    expect(error).toMatchObject({ code: 'CVD_CSV_VALUE', line: 3, column: 3, field: 'a' });
    expect(cell.startsWith((error.value as string).replace('…', ''))).toBe(true);
    expect((error.value as string).length).toBeLessThanOrEqual(41);
  });

  it('refuses timestamps of which some name a time zone and some do not', () => {
    const error = failure('a\n2024-01-01\n2024-01-01T00:00Z\n', { types: { a: 'timestamp' } });
    expect(error).toMatchObject({ code: 'CVD_CSV_VALUE', line: 3 });
  });

  it('refuses types of columns it does not have, and options out of range', () => {
    expect(failure('a\n1\n', { types: { b: 'utf8' } })).toMatchObject({ code: 'CVD_UNKNOWN_COLUMN', column: 'b' });
    for (const delimiter of ['', ',,', '"', '\n', 'é'])
      expect(failure('a\n1\n', { delimiter }).code, delimiter).toBe('CVD_INVALID_OPTION');
    expect(failure('a,b\n1,2\n', { names: ['x'] }).code).toBe('CVD_INVALID_OPTION');
  });
});
