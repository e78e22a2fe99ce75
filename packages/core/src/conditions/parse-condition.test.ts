import { describe, expect, it } from 'vitest';
import { InvalidConditionError } from '../errors/invalid-condition-error.js';
import { parseCondition } from './parse-condition.js';
import { typeCondition } from './type-condition.js';

const bare = (text: string) => ({ text, quoted: false });
const quoted = (text: string) => ({ text, quoted: true });

describe('parseCondition', () => {
  it.each([
    ['BMI>=30', 'BMI', '>=', [bare('30')]],
    ['  BMI  <  18.5 ', 'BMI', '<', [bare('18.5')]],
    ['Age_Category=80+', 'Age_Category', '=', [bare('80+')]],
    ['Sex != Male', 'Sex', '!=', [bare('Male')]],
    ['Sex == Male', 'Sex', '=', [bare('Male')]],
    ['Height_(cm) <= 170', 'Height_(cm)', '<=', [bare('170')]],
    ['"a = b" > 1', 'a = b', '>', [bare('1')]],
    [`'it''s' = "say ""x"""`, "it's", '=', [quoted('say "x"')]],
    ['workclass = " ?"', 'workclass', '=', [quoted(' ?')]],
    ['General Health = Very Good', 'General Health', '=', [bare('Very Good')]],
    ['Sex in (Male, Female)', 'Sex', 'in', [bare('Male'), bare('Female')]],
    ['Sex IN("a, b",c)', 'Sex', 'in', [quoted('a, b'), bare('c')]],
    ['income = " <=50K"', 'income', '=', [quoted(' <=50K')]],
    ['x = ""', 'x', '=', [quoted('')]],
    ['x = -1e3', 'x', '=', [bare('-1e3')]],
  ])('reads %s', (text, column, op, literals) => {
    expect(parseCondition(text)).toEqual({ column, op, literals });
  });

  it.each([
    '',
    'BMI',
    '>= 30',
    'BMI >=',
    'Sex in Male',
    'Sex in (Male',
    'Sex in ()',
    'Sex in (a,,b)',
    `x = "a" b`,
    'x in ("a" b)',
    '"x"',
  ])('refuses %j', (text) => {
    expect(() => parseCondition(text)).toThrow(InvalidConditionError);
  });
});

describe('typeCondition', () => {
  const read = (text: string, type: Parameters<typeof typeCondition>[1]) => typeCondition(parseCondition(text), type);

  it('gives values the type of their column', () => {
    expect(read('x = 30', 'float64')).toEqual({ column: 'x', op: '=', value: 30 });
    expect(read('x = 30', 'utf8')).toEqual({ column: 'x', op: '=', value: '30' });
    expect(read('x = 9007199254740993', 'int64')).toEqual({ column: 'x', op: '=', value: 9007199254740993n });
    expect(read('x in (true, FALSE)', 'bool')).toEqual({ column: 'x', op: 'in', values: [true, false] });
  });

  it('takes null for missing unless it is quoted', () => {
    expect(read('x != null', 'utf8')).toEqual({ column: 'x', op: '!=', value: null });
    expect(read('x = "null"', 'utf8')).toEqual({ column: 'x', op: '=', value: 'null' });
  });

  it.each([
    ['x = tall', 'float64'],
    ['x = ""', 'float64'],
    ['x = 1.5', 'int64'],
    ['x = yes', 'bool'],
  ] as const)('refuses %s for a column of %s', (text, type) => {
    expect(() => read(text, type)).toThrow(InvalidConditionError);
  });
});
