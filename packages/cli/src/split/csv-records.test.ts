import { describe, expect, it } from 'vitest';
import { CsvRecordCutter } from './csv-records.js';

/** Records of a text that comes in pieces of `size` bytes. */
const cut = (text: string, size: number, { delimiter = ',', keepBlank = false } = {}): string[] => {
  const bytes = new TextEncoder().encode(text);
  const cutter = new CsvRecordCutter(delimiter, keepBlank);
  const records: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; start += size)
    records.push(...cutter.push(bytes.slice(start, start + size)));
  records.push(...cutter.end());
  return records.map((record) => new TextDecoder().decode(record));
};

describe('CsvRecordCutter', () => {
  it.each<[name: string, text: string, records: string[], delimiter?: string]>([
    ['line feeds', 'a,b\n1,2\n', ['a,b', '1,2']],
    ['no line end at the end', 'a,b\n1,2', ['a,b', '1,2']],
    ['CRLF and CR', 'a,b\r\n1,2\r3,4\r', ['a,b', '1,2', '3,4']],
    ['line ends in quotes', 'a,b\n"1\r\n2",3\n4,5\n', ['a,b', '"1\r\n2",3', '4,5']],
    ['doubled quotes', 'a\n"x ""\n"" y"\nz\n', ['a', '"x ""\n"" y"', 'z']],
    ['an empty quoted cell', '"",1\n2,""\n', ['"",1', '2,""']],
    ['a quote inside a cell', 'a,5" pipe\nb,c\n', ['a,5" pipe', 'b,c']],
    ['a quote behind another delimiter', 'a;"b,c\nd,e\n', ['a;"b,c', 'd,e']],
    ['a semicolon', 'a;"b\nc"\nd;e\n', ['a;"b\nc"', 'd;e'], ';'],
    ['blank lines', '\na,b\n\n\n1,2\n\n', ['a,b', '1,2']],
    ['several bytes a character', 'ä,"ö\n€"\nü,é\n', ['ä,"ö\n€"', 'ü,é']],
  ])('%s, however the bytes are cut', (_, text, records, delimiter = ',') => {
    for (let size = 1; size <= text.length + 8; size++)
      expect(cut(text, size, { delimiter }), `${size}`).toEqual(records);
  });

  it('keeps blank lines of a file with one column', () => {
    for (let size = 1; size < 8; size++)
      expect(cut('a\n\n1\n\n', size, { keepBlank: true })).toEqual(['a', '', '1', '']);
  });
});
