import { describe, expect, it } from 'vitest';
import { patternSpace } from './pattern-space.js';

const all = (regex: string): string[] => {
  const space = patternSpace(regex, 'test');
  return Array.from({ length: Number(space.size) }, (_, i) => space.at(BigInt(i)));
};

/** Every text of up to `length` of these characters. */
const texts = (characters: string, length: number): string[] =>
  length === 0 ? [''] : ['', ...texts(characters, length - 1).flatMap((rest) => [...characters].map((c) => c + rest))];

describe('patternSpace', () => {
  it.each([
    'a{2}',
    '(a|b|ab)?b{0,2}',
    '[ab-]{1,3}',
    '(ab){0,2}-?',
    'a?a?a?',
    '((a|b)(-|)){2}',
    '^(a|$)',
    '[^!-,.-`c-~]{1,2}',
    '\\-a|-a',
    '(?:a|ab)(b|)',
  ])('gives every value of %s once', (regex) => {
    const expected = new Set(texts('ab- ', 6).filter((text) => new RegExp(`^(?:${regex})$`).test(text)));
    const values = all(regex);
    expect(values).toHaveLength(expected.size);
    expect(new Set(values)).toEqual(expected);
    expect(values).toEqual([...values].sort());
  });

  it('counts spaces that are too large to list', () => {
    expect(patternSpace('[A-Z]{3}\\d{4}', 'test').size).toBe(26n ** 3n * 10n ** 4n);
    const space = patternSpace('[0-9a-f]{32}', 'test');
    expect(space.size).toBe(16n ** 32n);
    expect(space.at(16n ** 32n - 1n)).toBe('f'.repeat(32));
    expect(BigInt(`0x${space.at(123456789123456789123456789n)}`)).toBe(123456789123456789123456789n);
  });

  it('repeats open ends 16 times more at most', () => {
    expect(all('x*').at(-1)).toBe('x'.repeat(16));
    expect(all('x+')).toHaveLength(17);
    expect(all('x{3,}')[0]).toBe('xxx');
  });

  it.each([
    '(?=a)b',
    '(a',
    'a)',
    '[a',
    '*a',
    'a**',
    'a{2',
    '\\1',
    '\\b',
    'a{5,2}',
    '[z-a]',
    'a{2000}',
    'a^b',
    'a*?',
    '(a{900}){900}',
  ])('refuses %s', (regex) => {
    expect(() => patternSpace(regex, 'columns.id.regex_format')).toThrow(
      expect.objectContaining({ code: 'CVD_INVALID_METADATA', place: 'columns.id.regex_format' }),
    );
  });
});
