import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { regexFormat } from './regex-format.js';

describe('regexFormat', () => {
  it.each([
    [['PT-001', 'PT-942'], 'PT-[0-9]{3}'],
    [['a1', 'a22', 'a333'], 'a[0-9]{1,3}'],
    [['AB12', 'CD34'], '[A-Z]{2}[0-9]{2}'],
    [['0a1f', 'ffff', '0000'], '[0-9a-f]{4}'],
    [['x.1', 'x.2'], 'x\\.[0-9]'],
    [['a1B', 'Zb2'], '[A-Za-z][0-9a-z][0-9A-Z]'],
  ])('of %j is %s', (values, regex) => {
    expect(regexFormat(values)).toBe(regex);
  });

  it.each([[[]], [['a']], [['a b', 'c-d']], [['a1', '1a2']], [['', 'a']], [['same', 'same']]])(
    'of %j is none',
    (values) => {
      expect(regexFormat(values)).toBeNull();
    },
  );

  it('matches every value it was made from', () => {
    const value = fc.stringMatching(/^[A-C]{1,2}[-.][0-9]{1,4}(\/[a-f0-9]{2})?$/);
    fc.assert(
      fc.property(fc.array(value, { minLength: 2, maxLength: 8 }), (values) => {
        const regex = regexFormat(values);
        if (regex !== null) for (const text of values) expect(text).toMatch(new RegExp(`^(?:${regex})$`));
      }),
    );
  });
});
