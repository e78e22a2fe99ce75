import { describe, expect, it } from 'vitest';
import { detectMetadata } from '../../metadata/detect-table.js';
import type { ColumnMetadata } from '../../metadata/metadata.js';
import { tableMetadata } from '../../metadata/table-metadata.js';
import { createRandomSource } from '../../random/counter-random.js';
import type { Warning } from '../../synthesizer/fit-report.js';
import { cellAt } from '../../table/cell.js';
import type { CellValue } from '../../table/column.js';
import { columnFrom, tableFromColumns } from '../../table/table-from-columns.js';
import type { FittedTransformer, Transformer } from '../transformer.js';
import { id } from './id.js';
import { pattern } from './pattern-text.js';
import { createPersonalData, personalData } from './personal-data.js';

const fit = async (
  transformer: Transformer,
  values: readonly (string | number | null)[],
  metadata: ColumnMetadata,
  { unique = true, locale = 'en_US', rareBelow = 5 } = {},
) => {
  const warnings: Warning[] = [];
  const fitting = transformer.start({
    column: 'c',
    metadata,
    unique,
    settings: { rareBelow, trimExtremes: true, locale },
    random: createRandomSource(4),
    warn: (warning) => warnings.push(warning),
    clip: () => {},
    categoriesNotKept: () => {},
  });
  fitting.add(columnFrom('c', values));
  const fitted = fitting.finish();
  await fitted.prepare?.();
  return { fitted, warnings };
};

const generate = (fitted: FittedTransformer, rows: number, start = 0, seed = 8): CellValue[] => {
  const indices = Float64Array.from({ length: rows }, (_, i) => start + i);
  const column = fitted.decode([], indices, createRandomSource(seed));
  return Array.from({ length: rows }, (_, row) => cellAt(column, row));
};
const many = <T>(value: (i: number) => T, length = 300): T[] => Array.from({ length }, (_, i) => value(i));
const idOf = { sdtype: 'id' };

describe('id', () => {
  it('learns what all ids share and keeps it where many do', async () => {
    const regexOf = async (values: readonly string[]) => (await fit(id, values, idOf)).fitted.held().pattern;
    expect(await regexOf(many((i) => `PAT-${String(i).padStart(5, '0')}`))).toBe('PAT-[0-9]{5}');
    expect(await regexOf(many((i) => `user${i + 1}`))).toBe('user[1-9][0-9]{0,2}');
    expect(await regexOf(many((i) => `${(i * 7919).toString(16).padStart(8, '0')}-XY`))).toBe('[0-9a-f]{8}-XY');
    expect(await regexOf(many((i) => ['a/1', 'b.22', '3'][i % 3]!))).toBe('[0-9a-z./]{1,4}');
    // A table of one row shares all of it: nothing is kept.
    expect(await regexOf(['Smith7'])).toBe('[A-Z][a-z]{4}[0-9]');
  });

  const digits = (count: number, i: number) => String(i).padStart(count, '0');
  const word = (i: number) => (Math.imul(i + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');

  // Per case: values, their pattern, that of ids whose run is longer by so many, and how many ids there are of each.
  it.each<[string, (i: number) => string, string, (longer: number) => RegExp, readonly number[]]>([
    [
      'C-000001 … C-000300',
      (i) => `C-${digits(6, i + 1)}`,
      'C-[0-9]{6}',
      (longer) => new RegExp(`^C-[0-9]{${6 + longer}}$`),
      Array.from({ length: 10 }, (_, longer) => 10 ** (6 + longer)),
    ],
    [
      'C-1 … C-300',
      (i) => `C-${i + 1}`,
      'C-[1-9][0-9]{0,2}',
      (longer) => new RegExp(`^C-[1-9][0-9]{${longer && 2 + longer},${2 + longer}}$`),
      [999, ...Array.from({ length: 12 }, (_, longer) => 9 * 10 ** (3 + longer))],
    ],
    [
      'words of a hash',
      (i) => `${word(i)}.x7/é`,
      '[0-9a-f]{8}\\.x7/é',
      (longer) => new RegExp(`^[0-9a-f]{${8 + longer}}\\.x7/é$`),
      Array.from({ length: 6 }, (_, longer) => 16 ** (8 + longer)),
    ],
    [
      'UUIDs',
      (i) =>
        [word(i), word(i + 500).slice(4), `4${word(i).slice(5)}`, `8${word(i).slice(4, 7)}`, `ab${word(i)}00`].join(
          '-',
        ),
      '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
      (longer) => new RegExp(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{${12 + longer}}$`),
      [2 ** 52],
    ],
    [
      'several patterns',
      (i) => (i % 2 ? `a${i}` : `${i}.${i}^`),
      '[0-9a-z.\\^]{2,8}',
      (longer) => new RegExp(`^[0-9a-z.^]{${longer ? 8 + longer : 2},${8 + longer}}$`),
      [],
    ],
    [
      'one character, again and again',
      (i) => '-'.repeat(1 + (i % 60)),
      '[\\-]{1,60}',
      (longer) => new RegExp(`^-{1,60}[0-9]{${longer}}$`),
      Array.from({ length: 14 }, (_, longer) => 60 * 10 ** longer),
    ],
  ])('makes different ids for all rows below 2^53: %s', async (_, value, regex, longer, sizes) => {
    const values = many(value);
    const metadata = tableMetadata(detectMetadata(tableFromColumns({ c: values })).metadata).columns.c!;
    const { fitted } = await fit(id, values, { ...metadata, sdtype: 'id' });
    expect(fitted.held()).toEqual({ pattern: regex });
    expect(fitted.capacity).toBeUndefined();
    const seen = new Set(generate(fitted, 20_000));
    let rows = 20_000;
    let first = 0;
    const look = (start: number, level: number | null) => {
      const ids = generate(fitted, 50, start) as string[];
      for (const text of ids) if (level !== null) expect(text).toMatch(longer(level));
      // Of the first 20,000 rows some may be looked at twice.
      const known = Math.max(0, Math.min(50, 20_000 - start));
      expect(ids.filter((text) => seen.has(text))).toEqual(ids.slice(0, known));
      for (const text of ids) seen.add(text);
      rows += 50 - known;
    };
    for (const [level, size] of sizes.entries()) {
      first += size;
      look(first - 50, level);
      look(first, level + 1);
    }
    for (const far of [2_000_000, 2 ** 40, 2 ** 53 - 50]) look(far, null);
    expect(seen.size).toBe(rows);
    const again = id.restore(JSON.parse(JSON.stringify(fitted.save())));
    const edge = Math.max(25, first);
    expect(generate(again, 50, edge - 25)).toEqual([...generate(fitted, 25, edge - 25), ...generate(fitted, 25, edge)]);
  });

  it('has ids to come where one row is all there was', async () => {
    for (const value of ['--', '', 'Smith7', 'x'.repeat(5000)]) {
      const { fitted } = await fit(id, [value], idOf);
      const ids = [...generate(fitted, 200), ...generate(fitted, 200, 2 ** 50)] as string[];
      expect(new Set(ids).size).toBe(400);
      expect(ids.every((text) => text.length <= Math.max(20, value.length))).toBe(true);
    }
  });

  it('takes ids whose runs are long in turn', async () => {
    const values = many((i) => Array.from({ length: 8 }, (_, run) => 'x'.repeat(run === i % 8 ? 400 : 1)).join('.'));
    const { fitted } = await fit(id, values, idOf);
    expect(fitted.held()).toEqual({ pattern: '[a-z.]{414}' });
    expect(new Set(generate(fitted, 50)).size).toBe(50);
  });

  it('keeps to the regex_format given, and says how many ids it has', async () => {
    const values = many((i) => `K${digits(3, i)}`);
    const { fitted } = await fit(id, values, { sdtype: 'id', regex_format: 'K[0-9]{3}' });
    expect(fitted.capacity).toBe(1000);
    expect(new Set(generate(fitted, 1000)).size).toBe(1000);
    expect(() => generate(fitted, 1, 1000)).toThrow(
      expect.objectContaining({ code: 'CVD_IDS_EXHAUSTED', capacity: 1000 }),
    );
  });

  it('starts again where the column is no key', async () => {
    const { fitted } = await fit(
      id,
      many((i) => `K${i % 10}`),
      idOf,
      { unique: false },
    );
    const ids = generate(fitted, 30);
    expect(new Set(ids).size).toBeLessThanOrEqual(10);
    expect(ids.slice(10, 20)).toEqual(ids.slice(0, 10));
  });

  it('keeps the digits of numeric ids as long as it can', async () => {
    const { fitted } = await fit(
      id,
      many((i) => i + 1, 50),
      idOf,
    );
    const ids = generate(fitted, 1000) as number[];
    expect(new Set(ids).size).toBe(1000);
    expect(Math.max(...ids.slice(0, 99))).toBeLessThan(100);
    expect(Math.min(...ids.slice(99))).toBeGreaterThanOrEqual(100);
    expect(Math.max(...ids)).toBeLessThan(10_000);
  });

  it('follows regex_format', async () => {
    const regex = '(AB|CD)-[1-9]\\d?[x-z]';
    const { fitted } = await fit(id, ['anything'], { sdtype: 'id', regex_format: regex });
    expect(fitted.capacity).toBe(2 * (9 + 90) * 3);
    for (const value of generate(fitted, 594)) expect(value).toMatch(new RegExp(`^${regex}$`));
  });
});

const noFaker = createPersonalData(async () => ({ error: new Error('not installed') }));

describe('personal data', () => {
  it('comes from Faker, the same for the same seed and row whatever the batch', async () => {
    const { fitted, warnings } = await fit(
      personalData,
      many(() => 'a@b.c'),
      { sdtype: 'email' },
      { unique: false },
    );
    const values = generate(fitted, 50);
    for (const value of values) expect(value).toMatch(/^[^@]+@[^@]+\.[a-z]+$/);
    expect(new Set(values).size).toBeGreaterThan(45);
    expect(generate(fitted, 5, 20)).toEqual(values.slice(20, 25));
    expect(generate(fitted, 50, 0, 9)).not.toEqual(values);
    expect(warnings).toEqual([]);
  });

  it('keeps the version of Faker, and nothing of the values', async () => {
    const { fitted } = await fit(
      personalData,
      many((i) => `jane${i}@example.org`),
      { sdtype: 'email' },
    );
    const { content } = fitted.save();
    expect(content).toMatchObject({
      generator: { name: 'faker', version: expect.stringMatching(/^\d+\.\d+\.\d+$/) },
      shapes: null,
    });
    expect(JSON.stringify(content)).not.toContain('jane');
  });

  it('has the locale asked for', async () => {
    const { fitted } = await fit(
      personalData,
      many(() => 'x'),
      { sdtype: 'name' },
      { unique: false, locale: 'ja' },
    );
    expect(generate(fitted, 20).join('')).toMatch(/[\u3040-\u9fff]/);
    await expect(
      fit(
        personalData,
        many(() => 'x'),
        { sdtype: 'name' },
        { unique: false, locale: 'xx_YY' },
      ),
    ).rejects.toMatchObject({
      code: 'CVD_INVALID_OPTION',
      option: 'locale',
    });
  });

  it('follows the pattern of the values without Faker, and says so', async () => {
    const { fitted, warnings } = await fit(
      noFaker,
      many((i) => `+49 30 ${1000 + i}`),
      { sdtype: 'phone_number' },
      { unique: false },
    );
    expect(warnings).toMatchObject([{ code: 'faker-not-installed', column: 'c' }]);
    for (const value of generate(fitted, 50)) expect(value).toMatch(/^\+\d\d \d\d \d{4}$/);
    const again = personalData.restore(fitted.save());
    await again.prepare?.();
    expect(generate(again, 50)).toEqual(generate(fitted, 50));
  });

  it('refuses a model that was fitted with Faker where there is none', async () => {
    const { fitted } = await fit(
      personalData,
      many(() => 'x'),
      { sdtype: 'name' },
      { unique: false },
    );
    await expect(noFaker.restore(fitted.save()).prepare!()).rejects.toMatchObject({
      code: 'CVD_MISSING_PEER',
      peer: '@faker-js/faker',
    });
  });

  it.each([
    ['with Faker', personalData],
    ['without', noFaker],
  ])('makes keys unique %s', async (_, transformer) => {
    for (const sdtype of ['email', 'user_name', 'phone_number']) {
      const { fitted } = await fit(
        transformer,
        many((i) => `joe${i}@x.org`),
        { sdtype },
      );
      expect(new Set(generate(fitted, 20_000)).size, sdtype).toBe(20_000);
    }
  });

  it('must be prepared', async () => {
    const { fitted } = await fit(
      personalData,
      many(() => 'x'),
      { sdtype: 'name' },
      { unique: false },
    );
    expect(() => generate(personalData.restore(fitted.save()), 1)).toThrow(/prepare\(\)/);
  });
});

describe('pattern', () => {
  it('keeps arrangements seen often enough, and only classes and lengths of others', async () => {
    const values = [...many((i) => `Dr. House ${i % 10}`, 20), 'Zoë (sole of her kind)', ''];
    const { fitted } = await fit(pattern, values, { sdtype: 'unknown' }, { unique: false });
    expect(fitted.held()).toEqual({ shapes: 1 });
    expect(JSON.stringify(fitted.save().content)).not.toContain('(');
    const made = generate(fitted, 500) as string[];
    const like = made.filter((value) => /^[A-Z][a-z]\. [A-Z][a-z]{4} \d$/.test(value)).length;
    // Binomial with share 20/22: 5 standard errors.
    expect(Math.abs(like / 500 - 20 / 22)).toBeLessThan(5 * Math.sqrt((20 * 2) / 22 ** 2 / 500));
  });

  it('keeps the beginning that all values share, and of none of them the whole', async () => {
    const prefixOf = async (values: readonly string[], transformer = pattern) =>
      (await fit(transformer, values, { sdtype: 'unknown' }, { unique: false })).fitted.held().prefix;
    const values = many((i) => `CAT-2024/${i}`);
    const { fitted } = await fit(pattern, values, { sdtype: 'unknown' }, { unique: false });
    for (const value of generate(fitted, 50)) expect(value).toMatch(/^CAT-2024\/\d{1,3}$/);
    expect(await prefixOf(values)).toBe('CAT-2024/');
    expect(await prefixOf([...values, 'CAT-2025/1'])).toBe('CAT-');
    expect(await prefixOf([...values, 'CATS-2024/1'])).toBeUndefined();
    expect(await prefixOf([...values, '', '?'])).toBeUndefined();
    // Every other value begins with the first one.
    expect(await prefixOf(['A1', ...many((i) => `A1.${i}`)])).toBe('A');
    expect(await prefixOf(values.slice(0, 4))).toBeUndefined();
  });

  it('keeps no beginning of personal data', async () => {
    const { fitted } = await fit(
      noFaker,
      many((i) => `Anna M${i}`),
      { sdtype: 'name' },
      { unique: false },
    );
    expect(JSON.stringify([fitted.held(), fitted.save().content])).not.toMatch(/Anna|nna/);
  });

  it('keeps to scripts', async () => {
    const { fitted } = await fit(
      pattern,
      many((i) => ['Москва', '東京都'][i % 2]!),
      { sdtype: 'unknown' },
      { unique: false },
    );
    for (const value of generate(fitted, 100)) expect(value).toMatch(/^([А-Я][а-я]{5}|\p{Script=Han}{3})$/u);
  });
});
