import { parse as peerParse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CvdError } from '../errors/cvd-error.js';
import type { Table } from '../table/table.js';
import type { CsvParseOptions } from './csv-options.js';
import { parseCsv } from './parse-csv.js';
import { parseCsvStream } from './parse-csv-stream.js';

/** Text that is likely to matter to a CSV reader, as source or as content. */
const fragment = fc.constantFrom(
  ',',
  ';',
  '\t',
  '|',
  '"',
  '""',
  '\n',
  '\r\n',
  '\r',
  ' ',
  '',
  'a',
  'Ž',
  '東',
  '🫀',
  '0',
  '1',
  '-',
  '.',
  'e5',
  '9007199254740993',
  'NA',
  'NaN',
  'null',
  'true',
  'False',
  '007',
  '\ufeff',
);
const soup = fc.array(fragment, { maxLength: 40 }).map((parts) => parts.join(''));

const content = fc.oneof(
  soup,
  fc.string({ unit: 'binary', maxLength: 8 }).map((text) => text.replace(/\p{Surrogate}/gu, '')),
);

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
/** Cells as RFC 4180 writes them, quoted where they have to be and sometimes where not. */
const document = fc
  .record({ columns: fc.integer({ min: 1, max: 5 }), newline: fc.constantFrom('\n', '\r\n'), last: fc.boolean() })
  .chain(({ columns, newline, last }) => {
    const cell = fc
      .record({ text: content, quote: fc.boolean() })
      .map(({ text, quote }) => (quote || text === '' || /["\r\n,]|^\ufeff/.test(text) ? quoted(text) : text));
    const rows = fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 8 });
    const header = Array.from({ length: columns }, (_, i) => `c${i}`).join(',');
    return rows.map((cells) => [header, ...cells.map((row) => row.join(','))].join(newline) + (last ? newline : ''));
  });

/** What reading gives: cells with types, or the error with its place. */
const outcome = (read: () => Table): unknown => {
  try {
    return described(read());
  } catch (error) {
    return failed(error);
  }
};
const described = (table: Table): unknown => ({
  names: table.names,
  types: table.columns.map(({ type }) => type),
  rows: [...table.toRows()].map((row) => Object.values(row)),
});
const failed = (error: unknown): unknown => {
  if (!CvdError.isInstance(error)) throw error;
  return { code: error.code, message: error.message };
};

describe('CSV reader, fuzzed', () => {
  it('finds the cells that csv-parse finds', () => {
    fc.assert(
      fc.property(document, (text) => {
        const table = parseCsv(text, {
          delimiter: ',',
          missing: [],
          types: Object.fromEntries(parseCsv(text, { delimiter: ',' }).names.map((name) => [name, 'utf8' as const])),
        });
        const peer = peerParse(text, { bom: true, relax_quotes: true, record_delimiter: ['\n', '\r\n', '\r'] });
        expect([table.names, ...[...table.toRows()].map((row) => Object.values(row))]).toEqual(peer);
      }),
      { numRuns: 1500, seed: 1 },
    );
  });

  it('finds numbers exactly where JavaScript has the same ones', () => {
    const number = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value.toExponential()),
      fc.integer().map(String),
      fc.tuple(fc.integer({ min: -99999, max: 99999 }), fc.integer({ min: 0, max: 9999 })).map(([a, b]) => `${a}.${b}`),
      fc
        .tuple(fc.bigInt({ min: 0n, max: 10n ** 17n }), fc.integer({ min: 0, max: 30 }))
        .map(([a, b]) => `0.${'0'.repeat(b)}${a}`),
      fc.tuple(fc.integer(), fc.integer({ min: -330, max: 290 })).map(([a, b]) => `${a}e${b}`),
    );
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 10 }), (numbers) => {
        const table = parseCsv(`n\n${numbers.join('\n')}\n`);
        expect(table.columns[0]!.type).toBe('float64');
        expect([...table.toRows()].map(({ n }) => n)).toEqual(numbers.map(Number));
      }),
      { numRuns: 1500, seed: 2 },
    );
  });

  it('gives the same table or the same error wherever the bytes are cut', async () => {
    const options = fc.record<CsvParseOptions>(
      {
        trim: fc.boolean(),
        header: fc.boolean(),
        quotedMissing: fc.boolean(),
        maxFieldBytes: fc.constantFrom(20, 1e6),
        // Given, the text is scanned from its first bytes on; else only when there are enough to find it.
        delimiter: fc.constantFrom(',', ',', ';', '\t'),
      },
      { requiredKeys: ['delimiter'] },
    );
    const source = fc.oneof(
      soup,
      document,
      fc.tuple(document, soup).map(([a, b]) => a + b),
    );
    await fc.assert(
      fc.asyncProperty(
        source,
        options,
        fc.array(fc.nat(30), { minLength: 1, maxLength: 20 }),
        async (text, given, sizes) => {
          const bytes = new TextEncoder().encode(text);
          async function* pieces(): AsyncGenerator<Uint8Array> {
            for (let start = 0, i = 0; start < bytes.length; i++) {
              const end = start + (sizes[i % sizes.length]! || (i % sizes.length === 0 ? 1 : 0));
              yield bytes.slice(start, end);
              start = end;
            }
          }
          const streamed = await parseCsvStream(pieces(), given).then(described, failed);
          expect(streamed).toEqual(outcome(() => parseCsv(bytes, given)));
        },
      ),
      { numRuns: 1500, seed: 3 },
    );
  });

  it('gives a table or a typed error for any bytes', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      soup.map((text) => new TextEncoder().encode(text)),
    );
    fc.assert(
      fc.property(bytes, (input) => {
        outcome(() => parseCsv(input));
      }),
      { numRuns: 3000, seed: 4 },
    );
  });
});
