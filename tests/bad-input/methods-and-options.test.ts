import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, it } from 'vitest';
import { temporaryFolder } from '../../packages/cli/test/support/folder.js';
import { refusal } from './support/refusal.js';
import { type Refusal, refused } from './support/run.js';
import { cvdSmall, methods, realRows } from './support/table.js';

describe('an unknown method', () => {
  it.each(['gan', '', 'Copula', '__proto__', 'constructor', null, undefined, 7])('%j is refused', async (name) => {
    await refusal(() => methods.create(name as string), 'CVD_UNKNOWN_METHOD', /copula/);
    await refusal(() => methods.get(name as string), 'CVD_UNKNOWN_METHOD', /copula/);
  });
});

describe('options', () => {
  it.each(['speed', '__proto__', 'constructor', 'rarebelow', ''])('an unknown one, %j, is refused', async (name) => {
    const options = JSON.parse(`{${JSON.stringify(name)}: 3}`);
    await refusal(() => methods.create('copula', options), 'CVD_INVALID_OPTION', /not known.*rareBelow/);
  });

  it.each<[option: string, value: unknown, allowed: RegExp]>([
    ['seed', 'seven', /integer/],
    ['seed', -1, /≥ 0/],
    ['seed', 0.5, /integer/],
    ['seed', 2 ** 53, /≤ 9007199254740991/],
    ['seed', Number.NaN, /integer/],
    ['seed', null, /integer/],
    ['rareBelow', 'few', /integer.*few/],
    ['rareBelow', -1, /≥ 0/],
    ['rareBelow', [5], /integer/],
    ['trimExtremes', 'yes', /boolean/],
    ['trimExtremes', 1, /boolean/],
    ['locale', 3, /string/],
    ['defaultMarginal', 'weird', /one of .*"beta"/],
    ['defaultMarginal', 5, /one of .*"beta"/],
    ['marginals', 'beta', /object/],
    ['marginals', { BMI: 'weird' }, /marginals\.BMI.*one of/],
    ['marginals', { BMI: null }, /marginals\.BMI.*one of/],
    ['marginalSample', 10, /≥ 1000/],
  ])('%s: %j is refused', async (option, value, allowed) => {
    await refusal(() => methods.create('copula', { [option]: value }), 'CVD_INVALID_OPTION', allowed);
  });

  it.each([null, 5, 'seed', [7]])('%j in place of all of them is refused', async (options) => {
    await refusal(() => methods.create('copula', options as never), 'CVD_INVALID_OPTION', /by name|not known/);
  });

  it.each(['Bmi', 'Sex'])('a marginal for %s, which has no numbers, is refused by the fit', async (name) => {
    const model = methods.create('copula', { marginals: { [name]: 'beta', BMI: 'gamma' } });
    const table = await realRows(200, ['Sex', 'BMI']);
    const says = new RegExp(`marginals\\.${name}.*numeric column.*BMI`);
    for (const execution of ['inline', 'worker'] as const)
      await refusal(() => model.fit(table, { execution }), 'CVD_INVALID_OPTION', says);
  });
});

describe('on the command line', () => {
  const folder = temporaryFolder();
  beforeAll(() => copyFileSync(cvdSmall, join(folder, 'people.csv')));

  it.each<[name: string, args: string[], code: Refusal['code'], says: RegExp]>([
    ['an unknown method', ['--method', 'gan'], 'CVD_UNKNOWN_METHOD', /"gan".*copula/],
    ['an unknown option', ['--set', 'speed=3'], 'CVD_INVALID_OPTION', /"speed" is not known.*rareBelow/],
    ['a wrong type', ['--set', 'rareBelow=few'], 'CVD_INVALID_OPTION', /integer.*"few"/],
    ['a value out of range', ['--set', 'marginalSample=10'], 'CVD_INVALID_OPTION', /≥ 1000/],
    ['a wrong choice inside an option', ['--set', 'marginals={"BMI":"x"}'], 'CVD_INVALID_OPTION', /marginals\.BMI/],
    ['an option without a value', ['--set', 'rareBelow'], 'CVD_USAGE', /key=value/],
  ])('%s ends with 2', async (_, args, code, says) => {
    await refused(folder, ['fit', 'people.csv', '--out', 'model.cvd', ...args], { exit: 2, code, says });
  });
});
