import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeModelFile, InvalidModelFileError, loadModel, type ModelFile } from '@cvd/core';
import { load } from '@cvd/core/node';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../packages/cli/test/support/folder.js';
import { refusal } from './support/refusal.js';
import { done, refused } from './support/run.js';
import { fitted, methods, realRows } from './support/table.js';

const folder = temporaryFolder();
let file: ModelFile;
let bytes: Uint8Array;
beforeAll(async () => {
  const model = await fitted(await realRows(300, ['Sex', 'Height_(cm)', 'BMI']));
  file = model.toModel();
  bytes = encodeModelFile(file);
  writeFileSync(join(folder, 'whole.cvd'), bytes);
});

/** What loading the bytes throws; asked many thousand times, so without the checks of `refusal`. */
const codeOf = (damaged: Uint8Array): unknown => {
  try {
    loadModel(damaged, methods).dispose();
  } catch (error) {
    return error instanceof InvalidModelFileError ? error.code : error;
  }
  return 'loaded';
};

const flipped = (at: number, mask = 0xff): Uint8Array => {
  const damaged = bytes.slice();
  damaged[at]! ^= mask;
  return damaged;
};

describe('a real model', () => {
  it('is taken when it is whole', () => {
    expect(codeOf(bytes)).toBe('loaded');
  });

  it('is refused when it is cut at any byte', () => {
    const wrong: unknown[] = [];
    for (let length = 0; length < bytes.length; length++) {
      const code = codeOf(bytes.subarray(0, length));
      if (code !== 'CVD_INVALID_MODEL_FILE') wrong.push([length, code]);
    }
    expect(wrong).toEqual([]);
  });

  it('is refused when any byte is flipped, or any one bit of it', () => {
    const wrong: unknown[] = [];
    for (let at = 0; at < bytes.length; at++) {
      for (const mask of [0xff, 1 << (at % 8)]) {
        const code = codeOf(flipped(at, mask));
        if (code !== 'CVD_INVALID_MODEL_FILE') wrong.push([at, mask, code]);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('is refused when something follows it', () => {
    const longer = new Uint8Array(bytes.length + 1);
    longer.set(bytes);
    expect(codeOf(longer)).toBe('CVD_INVALID_MODEL_FILE');
  });

  it('is refused with its path and what to do', async () => {
    const path = join(folder, 'cut.cvd');
    writeFileSync(path, bytes.subarray(0, 1000));
    await refusal(() => load(path, methods), 'CVD_INVALID_MODEL_FILE', /cut\.cvd/, /again/);
    await refusal(() => load(folder, methods), 'CVD_FILE_READ', /Check/);
    await refusal(() => load(join(folder, 'none.cvd'), methods), 'CVD_FILE_NOT_FOUND', /none\.cvd/);
  });
});

describe('an undamaged file that is no model', () => {
  type Content = Record<string, never> & { columns: Record<string, unknown>[]; options: Record<string, unknown> };
  const withContent = (change: (content: Content) => void): ModelFile => {
    const content = structuredClone(file.content) as Content;
    change(content);
    return { ...file, content };
  };

  it.each<[name: string, make: () => ModelFile]>([
    ['nothing', () => ({ ...file, content: {}, tensors: {} })],
    ['no tensors', () => ({ ...file, tensors: {} })],
    ['no columns', () => withContent((content) => delete (content as Record<string, unknown>).columns)],
    ['no metadata', () => withContent((content) => delete (content as Record<string, unknown>).metadata)],
    ['no parameters', () => withContent((content) => delete (content as Record<string, unknown>).method)],
    ['no options', () => withContent((content) => delete (content as Record<string, unknown>).options)],
    ['no seed', () => withContent(({ options }) => delete options.seed)],
    ['a column of nothing', () => withContent(({ columns }) => Object.assign(columns[0]!, { content: null }))],
    ['an unknown transformer', () => withContent(({ columns }) => Object.assign(columns[0]!, { transformer: 'x' }))],
  ])('because it has %s is refused', async (_, make) => {
    const path = join(folder, 'odd.cvd');
    writeFileSync(path, encodeModelFile(make()));
    await refusal(() => load(path, methods), 'CVD_INVALID_MODEL_FILE', /odd\.cvd/);
  });

  it('because its method is not known here is refused', async () => {
    const other = encodeModelFile({ ...file, method: 'gan' });
    await refusal(() => loadModel(other, methods), 'CVD_UNKNOWN_METHOD', /"gan".*copula/);
  });
});

describe('on the command line', () => {
  it.each<[name: string, make: () => Uint8Array | string]>([
    ['an empty file', () => ''],
    ['a text', () => 'age,sex\n61,f\n'],
    ['a model cut in its header', () => bytes.subarray(0, 100)],
    ['a model cut by one byte', () => bytes.subarray(0, bytes.length - 1)],
    ['a model with a byte flipped in its numbers', () => flipped(bytes.length - 100)],
    ['a model with a byte flipped in its digest', () => flipped(bytes.length - 1)],
  ])('%s ends with 1', async (_, make) => {
    writeFileSync(join(folder, 'damaged.cvd'), make());
    const expected = { exit: 1, code: 'CVD_INVALID_MODEL_FILE', says: /damaged\.cvd.*again/ } as const;
    await refused(folder, ['sample', 'damaged.cvd', '--rows', '5', '--out', 'rows.csv'], expected);
  });

  it('info says the same of a damaged model, and takes the whole one', async () => {
    writeFileSync(join(folder, 'damaged.cvd'), flipped(20));
    const expected = { exit: 1, code: 'CVD_INVALID_MODEL_FILE', says: /damaged\.cvd/ } as const;
    await refused(folder, ['info', 'damaged.cvd'], expected);
    await done(folder, ['info', 'whole.cvd']);
  });
});
