import { describe, expect, it } from 'vitest';
import type { FitOptions } from '../synthesizer/fit-options.js';
import { stepwise } from '../testing/methods/stepwise.js';
import { mixedTable } from '../testing/synthesizer-kit/tables.js';
import { packageVersion } from '../version.js';
import { type Checkpoint, decodeCheckpoint, encodeCheckpoint } from './checkpoint-file.js';
import type { CheckpointStore } from './checkpoint-store.js';
import { createKeeper } from './keeper.js';

const table = mixedTable(120);

const storeOf = (bytes: Uint8Array | null): CheckpointStore => ({
  name: 'a test',
  read: async () => bytes,
  write: async () => {},
});

const kept = async (): Promise<Checkpoint> => {
  const written: Uint8Array[] = [];
  const checkpoints = { ...storeOf(null), write: async (bytes: Uint8Array) => void written.push(bytes) };
  await stepwise.create({ seed: 1 }).fit(table, { execution: 'inline', checkpoints });
  return decodeCheckpoint(written[0]!, 'a test');
};

const resume = (checkpoint: Checkpoint, options: FitOptions = {}) =>
  stepwise.create({ seed: 1 }).fit(table, {
    execution: 'inline',
    checkpoints: storeOf(encodeCheckpoint(checkpoint)),
    resume: 'always',
    ...options,
  });

describe('a checkpoint of another numeric build or version', () => {
  it('is refused, unless it is allowed', async () => {
    const checkpoint = await kept();
    const build = { ...checkpoint, content: { ...checkpoint.content, build: 'relaxed' } };
    await expect(resume(build)).rejects.toMatchObject({ code: 'CVD_CHECKPOINT_MISMATCH', difference: 'build' });
    const report = await resume(build, { allowOtherBuild: true });
    expect(report.warnings).toMatchObject([{ code: 'other-build', message: expect.stringContaining('"relaxed"') }]);
    expect(report.details.build).toBe('strict');
    const version = { ...checkpoint, packageVersion: '0.0.1-older' };
    await expect(resume(version)).rejects.toMatchObject({
      difference: 'version',
      differences: [`it was made by version 0.0.1-older, and this is ${packageVersion}`],
    });
    await expect(resume(version, { allowOtherBuild: true })).resolves.toMatchObject({
      warnings: [{ code: 'other-build', message: expect.stringContaining('0.0.1-older') }],
    });
  });

  it('is one of another method all the same', async () => {
    const checkpoint = await kept();
    await expect(resume({ ...checkpoint, method: 'ctgan' }, { allowOtherBuild: true })).rejects.toMatchObject({
      difference: 'method',
      differences: ['it was "ctgan" and is "stepwise"'],
    });
  });

  it('must be whole', async () => {
    const { content, ...file } = await kept();
    const { data: _, ...rest } = content;
    await expect(resume({ ...file, content: rest as Checkpoint['content'] })).rejects.toMatchObject({
      code: 'CVD_INVALID_CHECKPOINT',
      problem: 'its json entry lacks "data"',
    });
  });
});

describe('createKeeper', () => {
  const make = () => ({ content: null, tensors: {} });

  it('keeps the first at once, no other within the second, and the last one always', async () => {
    let [made, written] = [0, 0];
    const encode = async () => Uint8Array.of(++made);
    const keeper = createKeeper({ ...storeOf(null), write: async () => void written++ }, encode);
    for (let i = 0; i < 5; i++) await keeper.keep(make);
    await keeper.settle();
    expect([made, written]).toEqual([1, 1]);
    await keeper.keep(make, true);
    expect([made, written]).toEqual([2, 2]);
  });

  it('has one written at a time, and does not wait for it', async () => {
    const ends: (() => void)[] = [];
    const store = { ...storeOf(null), write: () => new Promise<void>((resolve) => void ends.push(resolve)) };
    const keeper = createKeeper(store, async () => Uint8Array.of(1));
    await keeper.keep(make);
    expect(ends).toHaveLength(1);
    let forced = false;
    const last = keeper.keep(make, true).then(() => {
      forced = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([ends.length, forced]).toEqual([1, false]);
    ends[0]!();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([ends.length, forced]).toEqual([2, false]);
    ends[1]!();
    await last;
  });

  it('tells what a write threw at the next chance', async () => {
    const store = {
      ...storeOf(null),
      write: async () => {
        throw new Error('disk full');
      },
    };
    const keeper = createKeeper(store, async () => Uint8Array.of(1));
    await keeper.keep(make);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await expect(keeper.keep(make)).rejects.toThrow('disk full');
    await expect(keeper.settle()).rejects.toThrow('disk full');
  });
});
