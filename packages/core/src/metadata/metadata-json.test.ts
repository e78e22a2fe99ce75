import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseCsv } from '../csv/parse-csv.js';
import type { Warning } from '../synthesizer/fit-report.js';
import { detectMetadata } from './detect-table.js';
import { formatMetadata } from './format-metadata.js';
import type { Metadata } from './metadata.js';
import { type ParseMetadataOptions, parseMetadata } from './parse-metadata.js';
import { tableMetadata } from './table-metadata.js';
import { validateTable } from './validate-table.js';

const read = (name: string): string => readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8');
const parse = (input: unknown, options: ParseMetadataOptions = {}): { metadata: Metadata; warnings: Warning[] } => {
  const warnings: Warning[] = [];
  return { metadata: parseMetadata(input, { ...options, onWarning: (warning) => warnings.push(warning) }), warnings };
};
const v1 = (columns: object, rest: object = {}): object => ({
  METADATA_SPEC_VERSION: 'V1',
  tables: { t: { columns, ...rest } },
});

describe('files that SDV wrote', () => {
  it('load from 1.38 in full, without a warning', () => {
    const { metadata, warnings } = parse(read('sdv-1.38.5-edited.json'));
    expect(warnings).toEqual([]);
    expect(metadata).toEqual(JSON.parse(read('sdv-1.38.5-edited.json')));
    const table = tableMetadata(metadata, 'patients');
    expect(table.primary_key).toBe('patient_id');
    expect(table.alternate_keys).toEqual(['email']);
    expect(table.columns.severity).toEqual({ sdtype: 'categorical', order: ['Mild', 'Moderate', 'Severe'] });
    expect(table.columns.visits).toEqual({ sdtype: 'numerical', computer_representation: 'Int64' });
  });

  it('load as detected by 1.38, in both layouts alike', () => {
    const { metadata } = parse(read('sdv-1.38.5-detected.json'));
    const single = parse(read('sdv-1.38.5-single-table.json'), { table: 'patients' });
    expect(single.metadata.METADATA_SPEC_VERSION).toBe('V1');
    expect(single.metadata).toEqual(metadata);
    expect(single.warnings).toEqual([]);
  });

  it('load from 2.0: orders are taken over, ranges are left out with a warning', () => {
    const { metadata, warnings } = parse(read('sdv-2.0.0-edited.json'));
    const { columns, primary_key } = tableMetadata(metadata);
    expect(primary_key).toBe('patient_id');
    expect(columns.patient_id).toEqual({ sdtype: 'id', regex_format: 'PT-[0-9]{6}' });
    expect(columns.birth_date).toEqual({ sdtype: 'datetime', datetime_format: '%d/%m/%Y' });
    expect(columns.weight).toEqual({ sdtype: 'numerical' });
    expect(columns.ward!.sdtype).toBe('categorical');
    expect(columns.ward!.order).toEqual(expect.arrayContaining([1, 2, 3, 4, 5]));
    expect(warnings.map(({ code }) => code)).toEqual(['metadata-ranges-not-kept']);
    expect(formatMetadata(metadata)).not.toContain('range_');
  });

  it('of several tables need the name of one', () => {
    for (const file of ['sdv-1.38.5-two-tables.json', 'sdv-2.0.0-two-tables.json']) {
      expect(() => parse(read(file))).toThrow('Metadata, at tables: there are 2 (wards, beds); name the one to use.');
      const { metadata, warnings } = parse(read(file), { table: 'beds' });
      expect(Object.keys(metadata.tables)).toEqual(['beds']);
      expect(metadata.relationships).toEqual([]);
      expect(warnings[0]!.code).toBe('metadata-tables-left-out');
      expect(() => parse(read(file), { table: 'rooms' })).toThrow('there is no table "rooms"');
    }
  });

  it('fit the table they were made from', () => {
    const table = parseCsv(read('patients.csv'));
    expect(validateTable(table, parse(read('sdv-1.38.5-edited.json')).metadata)).toEqual([]);
    expect(validateTable(table, parse(read('sdv-2.0.0-edited.json')).metadata)).toEqual([]);
  });
});

describe('files that we write', () => {
  const ours = {
    patients: () => detectMetadata(parseCsv(read('patients.csv')), { tableName: 'patients' }).metadata,
    cvd: () => detectMetadata(parseCsv(read('cvd-head.csv')), { tableName: 'cvd' }).metadata,
    adult: () => detectMetadata(parseCsv(read('adult-head.csv')), { tableName: 'adult' }).metadata,
    edited: () => parse(read('sdv-1.38.5-edited.json')).metadata,
  };

  for (const [name, make] of Object.entries(ours))
    it(`${name}: are the very bytes that SDV loaded and validated`, async () => {
      const text = formatMetadata(make());
      await expect(text).toMatchFileSnapshot(`./fixtures/ours-${name}.json`);
      for (const version of ['2.0.0', '1.38.5']) {
        const checked = JSON.parse(read(`checked-by-sdv-${version}.json`))[`ours-${name}.json`];
        expect(checked.sha256).toBe(createHash('sha256').update(text).digest('hex'));
        const table = tableMetadata(make());
        expect(checked.primary_key).toBe(table.primary_key ?? null);
        expect(Object.keys(checked.sdtypes).sort()).toEqual(Object.keys(table.columns).sort());
        for (const [column, { sdtype, order, order_by }] of Object.entries(table.columns)) {
          const ordinal = version.startsWith('2.') && (order !== undefined || order_by !== undefined);
          expect([column, checked.sdtypes[column]]).toEqual([column, ordinal ? 'ordinal' : sdtype]);
        }
      }
    });

  it('come back the same', () => {
    for (const make of Object.values(ours))
      expect(parse(formatMetadata(make()))).toEqual({ metadata: make(), warnings: [] });
  });

  it('do not depend on the order of keys', () => {
    const a = {
      METADATA_SPEC_VERSION: 'V1',
      tables: { t: { columns: { x: { pii: true, sdtype: 'email' } }, primary_key: 'x' } },
    };
    const b = {
      tables: { t: { primary_key: 'x', columns: { x: { sdtype: 'email', pii: true } } } },
      relationships: [],
      METADATA_SPEC_VERSION: 'V1',
    };
    expect(formatMetadata(a as Metadata)).toBe(formatMetadata(b as Metadata));
    expect(formatMetadata(b as Metadata)).toBe(JSON.stringify(b, null, 4));
  });
});

describe('parseMetadata', () => {
  it('keeps what it does not know, and says so', () => {
    const input = { ...v1({ a: { sdtype: 'numerical', note: 1 } }, { sequence_key: null }), author: 'me' };
    const { metadata, warnings } = parse(input);
    expect(metadata).toEqual({ ...input, relationships: [] });
    expect(warnings.map(({ message }) => /at (\S+) mean/.exec(message)![1])).toEqual([
      'author',
      'tables.t.columns.a.note',
      'tables.t.sequence_key',
    ]);
    expect(JSON.parse(formatMetadata(metadata))).toEqual({ ...input, relationships: [] });
  });

  it('keeps columns of any name', () => {
    const text =
      '{"METADATA_SPEC_VERSION":"V1","tables":{"t":{"columns":{"__proto__":{"sdtype":"numerical"},"":{"sdtype":"id"}}}}}';
    expect(Object.keys(tableMetadata(parseMetadata(text)).columns)).toEqual(['__proto__', '']);
    expect(formatMetadata(parseMetadata(text))).toContain('"__proto__"');
  });

  it('reads a key given as a list of one, and a byte order mark', () => {
    const text = `\uFEFF${JSON.stringify(v1({ a: { sdtype: 'id' } }, { primary_key: ['a'], alternate_keys: [] }))}`;
    expect(tableMetadata(parseMetadata(text)).primary_key).toBe('a');
  });

  it.each([
    ['{', 'the beginning', 'it is no JSON'],
    ['[]', 'the top', 'an object is needed and it is a list'],
    [{}, 'METADATA_SPEC_VERSION', 'it is missing; V1, V2'],
    [{ METADATA_SPEC_VERSION: 'V9', tables: {} }, 'METADATA_SPEC_VERSION', 'it is "V9"'],
    [{ METADATA_SPEC_VERSION: 'V1' }, 'tables', 'an object is needed and it is missing'],
    [{ METADATA_SPEC_VERSION: 'V1', tables: {} }, 'tables', 'there is none'],
    [v1([]), 'tables.t.columns', 'an object is needed and it is a list'],
    [v1({ a: {} }), 'tables.t.columns.a.sdtype', 'a text is needed and it is missing'],
    [
      v1({ a: { sdtype: 'numerical', computer_representation: 'Int9' } }),
      'tables.t.columns.a.computer_representation',
      'it is "Int9"; it can be Float',
    ],
    [
      v1({ a: { sdtype: 'datetime', datetime_format: '%Q' } }),
      'tables.t.columns.a.datetime_format',
      '"%Q" in "%Q" is not supported',
    ],
    [
      v1({ a: { sdtype: 'categorical', order: ['x', 'x'] } }),
      'tables.t.columns.a.order',
      'a category stands in it twice',
    ],
    [
      v1({ a: { sdtype: 'categorical', order: [null] } }),
      'tables.t.columns.a.order',
      'texts, numbers and truth values',
    ],
    [
      v1({ a: { sdtype: 'categorical', order_by: 'size' } }),
      'tables.t.columns.a.order_by',
      'alphabetical, numerical_value',
    ],
    [v1({ a: { sdtype: 'id', regex_format: '[' } }), 'tables.t.columns.a.regex_format', 'is no regular expression'],
    [v1({ a: { sdtype: 'email', pii: 'yes' } }), 'tables.t.columns.a.pii', 'true or false'],
    [v1({ a: { sdtype: 'id' } }, { primary_key: 'b' }), 'tables.t.primary_key', 'there is no column "b"'],
    [v1({ a: { sdtype: 'id' } }, { primary_key: 'toString' }), 'tables.t.primary_key', 'there is no column "toString"'],
    [v1({ a: { sdtype: 'numerical' } }, { primary_key: 'a' }), 'tables.t.primary_key', 'is numerical; a key has to be'],
    [
      v1({ a: { sdtype: 'id' } }, { primary_key: ['a', 'a'] }),
      'tables.t.primary_key',
      'a key of several columns is not supported',
    ],
    [
      v1({ a: { sdtype: 'id' } }, { primary_key: 'a', alternate_keys: ['a'] }),
      'tables.t.alternate_keys[0]',
      'is a key already',
    ],
  ])('refuses %j', (input, place, problem) => {
    expect(() => parseMetadata(input)).toThrow(expect.objectContaining({ code: 'CVD_INVALID_METADATA', place }));
    expect(() => parseMetadata(input)).toThrow(problem);
  });
});
