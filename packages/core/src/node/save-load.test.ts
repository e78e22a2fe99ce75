import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NotFittedError } from '../errors/not-fitted-error.js';
import { loadModel } from '../model-file/load-model.js';
import type { ModelFile } from '../model-file/model-file.js';
import type { SynthesizerFactory } from '../synthesizer/factory.js';
import { createRegistry } from '../synthesizer/registry.js';
import type { Synthesizer } from '../synthesizer/synthesizer.js';
import { load, readModelFile } from './load.js';
import { save } from './save.js';
import { writeBeside } from './write-beside.js';

const model: ModelFile = {
  version: 1,
  method: 'fake',
  packageVersion: '1.0.0',
  content: { seed: 7 },
  tensors: { a: { dtype: 'F64', shape: [2], data: new Float64Array([1, 2]) } },
};

const synthesizerOf = (held: ModelFile | null): Synthesizer =>
  ({
    toModel() {
      if (held === null) throw new NotFittedError('fake', 'toModel');
      return held;
    },
  }) as Synthesizer;

const registry = createRegistry({
  contract: 1,
  name: 'fake',
  summary: 'Holds what it was given.',
  options: {},
  create: () => synthesizerOf(null),
  restore: synthesizerOf,
} satisfies SynthesizerFactory);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cvd-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('save and load', () => {
  it('give the model back through its registry, by path and by bytes', async () => {
    const path = join(folder, 'm.cvd');
    await save(synthesizerOf(model), path);
    expect((await load(path, registry)).toModel()).toEqual(model);
    expect(loadModel(await readFile(path), registry).toModel()).toEqual(model);
    expect(await readdir(folder)).toEqual(['m.cvd']);
  });

  it('keep the old file when there is nothing to save', async () => {
    const path = join(folder, 'm.cvd');
    await save(synthesizerOf(model), path);
    await expect(save(synthesizerOf(null), path)).rejects.toThrow(NotFittedError);
    expect(await readModelFile(path)).toEqual(model);
    expect(await readdir(folder)).toEqual(['m.cvd']);
  });

  it('leave nothing behind when the file cannot take its name', async () => {
    const path = join(folder, 'm.cvd');
    await mkdir(path);
    await writeFile(join(path, 'x'), '');
    await expect(save(synthesizerOf(model), path)).rejects.toMatchObject({ code: 'CVD_FILE_WRITE', path });
    expect(await readdir(folder)).toEqual(['m.cvd']);
  });

  it('name a folder that is not there, a missing file, a folder, a damaged file and an unknown method', async () => {
    await expect(save(synthesizerOf(model), join(folder, 'no', 'm.cvd'))).rejects.toMatchObject({
      code: 'CVD_FILE_WRITE',
    });
    await expect(load(join(folder, 'none.cvd'), registry)).rejects.toMatchObject({ code: 'CVD_FILE_NOT_FOUND' });
    await expect(load(folder, registry)).rejects.toMatchObject({ code: 'CVD_FILE_READ' });
    const path = join(folder, 'm.cvd');
    await save(synthesizerOf(model), path);
    await expect(load(path, createRegistry())).rejects.toMatchObject({ code: 'CVD_UNKNOWN_METHOD' });
    await truncate(path, 100);
    await expect(load(path, registry)).rejects.toMatchObject({
      code: 'CVD_INVALID_MODEL_FILE',
      path,
      message: expect.stringContaining(`Model file ${path}: `),
    });
  });
});

describe('writeBeside', () => {
  it('shows the file only when it is whole, and discards without a trace', async () => {
    const path = join(folder, 'a.txt');
    await writeFile(path, 'old');
    const kept = await writeBeside(path);
    await kept.write('ne');
    await kept.write(new TextEncoder().encode('w'));
    expect(await readFile(path, 'utf8')).toBe('old');
    await kept.commit();
    await kept.discard();
    expect(await readFile(path, 'utf8')).toBe('new');
    const dropped = await writeBeside(path);
    await dropped.write('newer');
    await dropped.discard();
    await dropped.discard();
    expect(await readFile(path, 'utf8')).toBe('new');
    expect(await readdir(folder)).toEqual(['a.txt']);
  });

  it.skipIf(process.platform !== 'linux')(
    'leaves nothing when the disk is full, and writes devices directly',
    async () => {
      const full = await writeBeside('/dev/full');
      await expect(full.write('x')).rejects.toMatchObject({
        code: 'CVD_FILE_WRITE',
        reason: expect.stringContaining('ENOSPC'),
      });
      await full.discard();
      const sink = await writeBeside('/dev/null');
      await sink.write('x');
      await sink.commit();
    },
  );
});
