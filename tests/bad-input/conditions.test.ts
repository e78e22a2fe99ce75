import { join } from 'node:path';
import type { Condition, Synthesizer } from '@cvd/core';
import { save } from '@cvd/core/node';
import { beforeAll, describe, it } from 'vitest';
import { temporaryFolder } from '../../packages/cli/test/support/folder.js';
import { refusal } from './support/refusal.js';
import { type Refusal, refused } from './support/run.js';
import { fitted, realRows } from './support/table.js';

const folder = temporaryFolder();
let model: Synthesizer;
beforeAll(async () => {
  model = await fitted(await realRows(300, ['Sex', 'Age_Category', 'Height_(cm)', 'BMI']));
  await save(model, join(folder, 'model.cvd'));
});

type Case = [condition: unknown, code: Refusal['code'], says: RegExp];

const unreadable: Case[] = [
  '',
  'BMI',
  'BMI>=',
  '>= 30',
  'Sex in Male',
  'Sex in (Male',
  'Sex in ()',
  '"BMI >= 30',
  'BMI ~ 3',
].map((text) => [text, 'CVD_INVALID_CONDITION', /\w/]);

const unmeetable: Case[] = [
  ['Bmi >= 3', 'CVD_UNKNOWN_COLUMN', /"Bmi".*BMI/],
  ['__proto__ = 3', 'CVD_UNKNOWN_COLUMN', /"__proto__"/],
  ['BMI >= fat', 'CVD_INVALID_CONDITION', /"fat" is no number/],
  ['BMI > NaN', 'CVD_INVALID_CONDITION', /"NaN" is no number/],
  ['BMI > Infinity', 'CVD_INVALID_CONDITION', /is no number/],
  ['Sex > Male', 'CVD_INVALID_CONDITION', /no order.*=/],
  ['BMI > 1000', 'CVD_IMPOSSIBLE_CONDITION', /run from .* to/],
  ['BMI = 30.12345', 'CVD_IMPOSSIBLE_CONDITION', /2 decimals/],
  ['BMI = null', 'CVD_IMPOSSIBLE_CONDITION', /missing/],
  ['Sex = Robot', 'CVD_IMPOSSIBLE_CONDITION', /"Female", "Male"/],
  ['Age_Category >= 99', 'CVD_IMPOSSIBLE_CONDITION', /"80\+"/],
];

describe('a condition', () => {
  it.each([...unreadable, ...unmeetable])('%j is refused by the call itself', async (where, code, says) => {
    await refusal(() => model.sample(3, { where: [where as string] }), code, says);
  });

  it.each<[condition: unknown, says: RegExp]>([
    [{ column: 'BMI', op: '~', value: 3 }, /no operator; use =/],
    [{ column: 'BMI', op: '>=' }, /takes a value/],
    [{ column: 'BMI', op: 'in' }, /takes a list/],
    [{ column: 'BMI', op: 'in', values: '30' }, /takes a list/],
    [{ column: 'BMI', op: '>=', value: '30' }, /"30"/],
    [{ column: 'BMI', op: '>=', value: null }, /= and !=/],
    [{ column: 'BMI', op: '=', value: {} }, /holds numbers/],
    [{ column: 'Sex', op: '=', value: 5 }, /holds text/],
    [{ op: '=', value: 5 }, /names no column/],
    [{}, /names no column/],
    [null, /names no column/],
    [30, /names no column/],
  ])('as data, %j, is held to its form', async (where, says) => {
    await refusal(() => model.sample(3, { where: [where as Condition] }), 'CVD_INVALID_CONDITION', says);
  });

  it('alone in place of a list is refused', async () => {
    await refusal(() => model.sample(3, { where: 'BMI >= 30' as never }), 'CVD_INVALID_CONDITION', /list/);
  });

  it('that contradicts another is refused', async () => {
    await refusal(() => model.sample(3, { where: ['BMI >= 30', 'BMI < 20'] }), 'CVD_IMPOSSIBLE_CONDITION');
    await refusal(() => model.sample(3, { where: ['Sex = Male', 'Sex = Female'] }), 'CVD_IMPOSSIBLE_CONDITION');
  });
});

describe('on the command line', () => {
  it.each<[where: string, expected: Refusal]>([
    ['BMI', { exit: 2, code: 'CVD_INVALID_CONDITION', says: /COLUMN OPERATOR VALUE/ }],
    ['BMI >= fat', { exit: 2, code: 'CVD_INVALID_CONDITION', says: /"fat"/ }],
    ['Bmi >= 3', { exit: 2, code: 'CVD_UNKNOWN_COLUMN', says: /--where.*"Bmi".*BMI/ }],
    ['BMI > 1000', { exit: 1, code: 'CVD_IMPOSSIBLE_CONDITION', says: /run from .* to/ }],
    ['Sex = Robot', { exit: 1, code: 'CVD_IMPOSSIBLE_CONDITION', says: /"Female", "Male"/ }],
  ])('%s', async (where, expected) => {
    const out = where === 'BMI > 1000' ? 'duckdb:rows.db#rows' : 'rows.csv';
    await refused(folder, ['sample', 'model.cvd', '--rows', '3', '--where', where, '--out', out], expected);
  });
});
