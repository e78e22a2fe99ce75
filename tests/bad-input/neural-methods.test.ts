import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRegistry, formatCsv, type Table, tableFromColumns } from '@cvd/core';
import { load } from '@cvd/core/node';
import { mixedTable } from '@cvd/core/testing';
import { ctgan } from '@cvd/ctgan';
import { tvae } from '@cvd/tvae';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../packages/cli/test/support/folder.js';
import { refusal } from './support/refusal.js';
import { done, refused } from './support/run.js';

const folder = temporaryFolder();
const methods = createRegistry(ctgan, tvae);
const small: Readonly<Record<string, readonly string[]>> = {
  ctgan: ['epochs=1', 'embeddingDim=4', 'generatorDim=[8]', 'discriminatorDim=[8]'],
  tvae: ['epochs=1', 'embeddingDim=4', 'compressDims=[8]', 'decompressDims=[8]'],
};
const learning = (method: string, file: string, settings: readonly string[] = []): string[] => [
  ...['fit', file, '--method', method, '--seed', '7', '--out', 'model.cvd'],
  ...[...small[method]!, ...settings].flatMap((setting) => ['--set', setting]),
];

const numbers = (rows: number, factor = 7919): number[] =>
  Array.from({ length: rows }, (_, row) => (row * factor) % 101);
const odd: Readonly<Record<string, Table>> = {
  'no discrete columns': tableFromColumns({ a: numbers(300), b: numbers(300, 31), c: numbers(300, 57) }),
  'no continuous columns': tableFromColumns({
    a: numbers(300).map((n) => `a${n % 3}`),
    b: numbers(300, 31).map((n) => n > 40),
  }),
  'one row': tableFromColumns({ a: [1.5], b: [true], c: [null] }),
  'constants alone': tableFromColumns({ a: Array(40).fill(4.25), b: Array(40).fill('k'), c: Array(40).fill(null) }),
  'one category beside numbers': tableFromColumns({ a: numbers(200), b: Array(200).fill('always') }),
  'one category and gaps': tableFromColumns({ a: numbers(200), b: numbers(200).map((n) => (n > 50 ? 'yes' : null)) }),
  '500 columns': tableFromColumns(
    Object.fromEntries(
      Array.from({ length: 500 }, (_, c) => [
        `column ${c}`,
        c % 2 === 0 ? numbers(60, c + 1) : numbers(60, c + 1).map((n) => `v${n % 2}`),
      ]),
    ),
  ),
};

beforeAll(() => writeFileSync(join(folder, 'people.csv'), formatCsv(mixedTable(120))));

describe.each([
  ['ctgan', 'generatorLr', 'generatorDim'],
  ['tvae', 'learningRate', 'compressDims'],
])('cvd fit --method %s', (method, rate, widths) => {
  it.each(Object.entries(odd))('learns a table of %s, and samples its columns', async (_, table) => {
    const own = temporaryFolder();
    writeFileSync(join(own, 'real.csv'), formatCsv(table));
    await done(own, learning(method, 'real.csv'));
    const model = await load(join(own, 'model.cvd'), methods);
    const sample = await model.sample(30, { execution: 'inline' }).toTable();
    expect(sample.rows).toBe(30);
    expect(sample.names).toEqual(table.names);
  });

  it.each<[option: string, value: unknown, says: RegExp]>([
    ['epochs', 0, /must be an integer ≥ 1/],
    ['epochs', 1.5, /must be an integer ≥ 1/],
    ['batchSize', 0, /must be an integer ≥ 1/],
    ['backend', 'cuda', /must be one of "wasm", "reference", "tfjs"/],
    ['learningRateSchedule', 'step', /must be one of "constant"/],
    ['weightAveraging', 1, /must be a number ≥ 0 and < 1/],
    ['weightAveraging', Number.NaN, /must be a number ≥ 0 and < 1; got a number that is not finite/],
    ['patience', 0, /must be an integer ≥ 1/],
    ['evalEvery', -1, /must be an integer ≥ 1/],
    ['earlyStopping', 'yes', /must be a boolean/],
    [widths, [0], /must be an integer ≥ 1/],
    [widths, 16, /must be an array/],
    [rate, Number.NaN, /must be a number > 0.*not finite/],
    [rate, Number.POSITIVE_INFINITY, /must be a number > 0.*not finite/],
    [rate, 0, /must be a number > 0/],
    [rate, '1e-3', /must be a number > 0/],
    ['batchsize', 10, /is not known\. Known options: .*batchSize/],
  ])('%s: %j is refused', async (option, value, says) => {
    await refusal(() => methods.create(method, { [option]: value }), 'CVD_INVALID_OPTION', says);
  });

  it.each(['epochs=0', `${rate}=NaN`, `${rate}=fast`])('refuses --set %s', async (setting) => {
    const says = new RegExp(`"${setting.split('=')[0]}" must be`);
    await refused(folder, learning(method, 'people.csv', [setting]), { exit: 2, code: 'CVD_INVALID_OPTION', says });
  });
});

describe('cvd fit --method ctgan', () => {
  it.each<[name: string, settings: string[], says: RegExp]>([
    ['a batch of one row', ['batchSize=1', 'pac=1'], /"batchSize" must be at least 2/],
    ['a batch smaller than pac', ['batchSize=6', 'pac=10'], /"batchSize" must be a multiple of pac.* 10 would do/],
    ['a batch that pac does not divide', ['batchSize=25'], /multiple of pac.*got 25\. 30 would do/],
  ])('refuses %s', async (_, settings, says) => {
    await refused(folder, learning('ctgan', 'people.csv', settings), { exit: 2, code: 'CVD_INVALID_OPTION', says });
  });

  it('refuses what no memory can hold, and says what it needs and what to lower', async () => {
    await refused(folder, learning('ctgan', 'people.csv', ['generatorDim=[8192,8192]', 'batchSize=1000000']), {
      exit: 1,
      code: 'CVD_OUT_OF_MEMORY',
      says: /needs [\d.]+ (GiB|TiB), which cannot be had.*Lower the batch size, the widths of the layers/,
    });
  });
});

describe('cvd fit --method tvae', () => {
  it('learns in batches of one row', async () => {
    await done(temporaryFolder(), learning('tvae', join(folder, 'people.csv'), ['batchSize=1']));
  });
});
