import { describe, expect, it } from 'vitest';
import type { ColumnMetadata } from '../../metadata/metadata.js';
import { createRandomSource } from '../../random/counter-random.js';
import type { Warning } from '../../synthesizer/fit-report.js';
import { cellAt } from '../../table/cell.js';
import type { CellValue } from '../../table/column.js';
import { columnFrom } from '../../table/table-from-columns.js';
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
    expect(await regexOf(many((i) => `PAT-${String(i).padStart(5, '0')}`))).toBe('PAT\\-[0-9]{5}');
    expect(await regexOf(many((i) => `user${i + 1}`))).toBe('user[1-9][0-9]{0,2}');
    expect(await regexOf(many((i) => `${(i * 7919).toString(16).padStart(8, '0')}-XY`))).toBe('[0-9a-f]{8}\\-XY');
    expect(await regexOf(many((i) => ['a/1', 'b.22', '3'][i % 3]!))).toBe(
      '[0-9a-z./]{1,4}'.replace('./', '.\\/').replace('.', '\\.'),
    );
    // A table of one row shares all of it: nothing is kept.
    expect(await regexOf(['Smith7'])).toBe('[A-Z][a-z]{4}[0-9]');
  });

  it('makes different ids for all rows of a pattern, and says how many there are', async () => {
    const { fitted } = await fit(
      id,
      many((i) => `K${String(i).padStart(3, '0')}`),
      idOf,
    );
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
