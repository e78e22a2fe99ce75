import { join } from 'node:path';
import type { Synthesizer } from '@cvd/core';
import { save } from '@cvd/core/node';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../packages/cli/test/support/folder.js';
import { refusal } from './support/refusal.js';
import { refused } from './support/run.js';
import { fitted, realRows } from './support/table.js';

const folder = temporaryFolder();
let model: Synthesizer;
beforeAll(async () => {
  model = await fitted(await realRows(300, ['Sex', 'BMI']));
  await save(model, join(folder, 'model.cvd'));
});

describe('a number of rows', () => {
  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, '10', 10n, null, undefined])(
    '%s is refused by the call itself',
    async (rows) => {
      const error = await refusal(() => model.sample(rows as number), 'CVD_INVALID_ROW_COUNT', /at least 0/);
      expect(error).toMatchObject({ argument: 'rows', minimum: 0 });
    },
  );

  it.each([{ start: -1 }, { start: 0.5 }, { start: 2 ** 53 - 2 }, { batchRows: 0 }, { seed: -1 }])(
    '%j is refused by the call itself',
    async (options) => {
      await refusal(() => model.sample(10, options), 'CVD_INVALID_ROW_COUNT', /whole number/);
    },
  );

  it.each([1e12, 2 ** 53 - 1])('%s is refused into memory, before any row is made', async (rows) => {
    const seen: unknown[] = [];
    const stream = model.sample(rows, { execution: 'inline', onProgress: (progress) => seen.push(progress) });
    await refusal(() => stream.toTable(), 'CVD_TOO_MANY_ROWS', /stream/);
    expect(seen).toEqual([]);
  });

  it.each([1e12, 2 ** 53 - 1])('%s can be begun as a stream', async (rows) => {
    for await (const batch of model.sample(rows, { execution: 'inline', batchRows: 7 })) {
      expect(batch.rows).toBe(7);
      break;
    }
  });
});

describe('a sample that was read', () => {
  it('says so when it is read again', async () => {
    const sample = model.sample(10);
    expect((await sample.toTable()).rows).toBe(10);
    await refusal(() => sample.toTable(), 'CVD_SAMPLE_CONSUMED', /Call sample\(\) again/);
  });
});

describe('on the command line', () => {
  it.each<[args: string[], code: 'CVD_INVALID_ROW_COUNT' | 'CVD_USAGE', says: RegExp]>([
    [['--rows', '-1'], 'CVD_INVALID_ROW_COUNT', /at least 0.*-1/],
    [['--rows', '1e16'], 'CVD_INVALID_ROW_COUNT', /at most/],
    [['--rows', '1', '--start', '-1'], 'CVD_INVALID_ROW_COUNT', /start.*at least 0/],
    [['--rows', '1.5'], 'CVD_USAGE', /--rows 1\.5.*whole number/],
    [['--rows', 'many'], 'CVD_USAGE', /--rows many.*whole number/],
    [['--rows', ''], 'CVD_USAGE', /--rows.*whole number/],
  ])('%j ends with 2', async (args, code, says) => {
    await refused(folder, ['sample', 'model.cvd', '--out', 'rows.csv', ...args], { exit: 2, code, says });
  });
});
