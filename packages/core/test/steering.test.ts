// On the package as built, so that worker threads take part as they do in an application.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import {
  type CheckpointStore,
  type Execution,
  encodeModelFile,
  type FitOptions,
  type Synthesizer,
  type Table,
  type TableSource,
  tableFromColumns,
} from '@cvd/core';
import { checkpointFolder, removeUnfinishedFiles } from '@cvd/core/node';
import { independentColumns, mixedTable, stepwise } from '@cvd/core/testing';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';

const table = mixedTable(300);
const bytesOf = (model: Synthesizer): Uint8Array => encodeModelFile(model.toModel());
const folders = mkdtempSync(join(tmpdir(), 'cvd-steering-'));
afterAll(() => rmSync(folders, { recursive: true, force: true }));
/** A folder on another disk, where this machine has one. */
const elsewhere = ['/dev/shm'].find((path) => existsSync(path) && statSync(path).dev !== statSync(folders).dev);
let next = 0;
let folder: string;
beforeEach(() => {
  folder = join(folders, `run-${next++}`);
});

/** Keeps everything it was given. */
const memoryStore = (first: Uint8Array | null = null): CheckpointStore & { readonly written: Uint8Array[] } => {
  const written: Uint8Array[] = first ? [first] : [];
  return {
    name: 'memory',
    written,
    write: async (bytes) => void written.push(bytes),
    read: async () => written.at(-1) ?? null,
  };
};

/** The checkpoint that a fit has left which was stopped in its second epoch. */
const stopped = async (execution: Execution = 'inline', options: Record<string, unknown> = {}): Promise<Uint8Array> => {
  const checkpoints = memoryStore();
  const model = stepwise.create({ seed: 4, failAt: 5, ...options });
  await expect(model.fit(table, { execution, checkpoints })).rejects.toThrow('step 5');
  expect(checkpoints.written).toHaveLength(1);
  return checkpoints.written[0]!;
};

describe.each(['inline', 'worker'] as const)('a fit with checkpoints, %s', (execution) => {
  const fit = (model: Synthesizer, options: FitOptions = {}) => model.fit(table, { execution, ...options });

  it('is the same as one without', async () => {
    const [plain, kept] = [stepwise.create({ seed: 4 }), stepwise.create({ seed: 4 })];
    await fit(plain);
    await fit(kept, { checkpoints: checkpointFolder(folder) });
    expect(bytesOf(kept)).toEqual(bytesOf(plain));
    expect(readdirSync(folder)).toEqual(['checkpoint.cvd']);
  });

  it('goes on where it was stopped, and ends in the same bytes and report', async () => {
    const whole = stepwise.create({ seed: 4, failAt: 12 });
    const report = await fit(whole);
    const store = memoryStore();
    // The step that fails is an option as any other: the checkpoint of a fit that is cut off has the same.
    const control = new AbortController();
    const cut = stepwise.create({ seed: 4, failAt: 12 });
    const fitting = fit(cut, {
      checkpoints: {
        ...store,
        write: async (bytes) => {
          await store.write(bytes);
          control.abort();
        },
      },
      signal: control.signal,
    });
    await expect(fitting).rejects.toMatchObject({ code: 'CVD_ABORTED' });
    expect(store.written).toHaveLength(1);
    const resumed = stepwise.create({ seed: 4, failAt: 12 });
    const phases = new Set<string>();
    const again = await fit(resumed, {
      checkpoints: memoryStore(store.written[0]!),
      resume: 'always',
      onProgress: ({ phase }) => phases.add(phase),
    });
    expect(bytesOf(resumed)).toEqual(bytesOf(whole));
    expect({ ...again, seconds: null }).toEqual({ ...report, seconds: null });
    // Neither metadata nor transformers are made again.
    expect([...phases]).toEqual(['fitting']);
  });

  it('takes a seed that was not given from the checkpoint', async () => {
    const store = memoryStore();
    const first = stepwise.create();
    await fit(first, { checkpoints: store });
    const second = stepwise.create();
    expect(second.options.seed).not.toBe(first.options.seed);
    await fit(second, { checkpoints: store, resume: 'always' });
    expect(second.options.seed).toBe(first.options.seed);
    expect(bytesOf(second)).toEqual(bytesOf(first));
  });

  it('fails where checkpoints cannot be kept', async () => {
    writeFileSync(folder, 'a file, and no folder');
    const model = stepwise.create();
    await expect(fit(model, { checkpoints: checkpointFolder(folder), resume: 'never' })).rejects.toMatchObject({
      code: 'CVD_FILE_WRITE',
    });
    expect(() => model.toModel()).toThrow(/has not been fitted|fit/);
  });

  it('begins with an earlier model, whose preparation it takes', async () => {
    const earlier = stepwise.create({ seed: 1, epochs: 50 });
    await fit(earlier);
    const more = mixedTable(200, 2);
    const warm = stepwise.create({ seed: 1, epochs: 1, rate: 1e-9 });
    const report = await warm.fit(more, { execution, warmStart: earlier });
    const means = (model: Synthesizer) => [...(model.toModel().tensors['method.means']!.data as Float64Array)];
    for (const [i, mean] of means(warm).entries()) expect(mean).toBeCloseTo(means(earlier)[i]!, 3);
    expect(report.metadata).toEqual(earlier.metadata);
    expect(report.rows).toBe(200);
    // Other rows have other extremes than those that the earlier model kept.
    expect(report.clips.map(({ column }) => column)).toContain('weight');
  });

  it('ends in time', async () => {
    const model = stepwise.create({ epochs: 1_000_000 });
    const report = await fit(model, { maxSeconds: 0.3 });
    expect(report.warnings).toMatchObject([{ code: 'time-limit' }]);
    expect(model.describe().parameters.steps).toBeLessThan(3_000_000);
  });
});

describe('a checkpoint', () => {
  const resume = (
    bytes: Uint8Array | null,
    options: FitOptions = {},
    settings: Record<string, unknown> = {},
    data: TableSource = table,
  ) =>
    stepwise
      .create({ seed: 4, failAt: 5, ...settings })
      .fit(data, { execution: 'inline', checkpoints: memoryStore(bytes), resume: 'always', ...options });

  it('of another method, other options or another seed is refused by name', async () => {
    const bytes = await stopped();
    await expect(resume(bytes, {}, { epochs: 9, rate: 0.2 })).rejects.toMatchObject({
      code: 'CVD_CHECKPOINT_MISMATCH',
      difference: 'options',
      differences: ['epochs was 4 and is 9', 'rate was 0.1 and is 0.2'],
      place: 'memory',
    });
    await expect(resume(bytes, {}, { seed: 5 })).rejects.toMatchObject({ differences: ['seed was 4 and is 5'] });
    await expect(resume(bytes, {}, { rareBelow: 0 })).rejects.toMatchObject({
      differences: ['rareBelow was 5 and is 0'],
    });
  });

  it('of another table is refused, and says what differs', async () => {
    const bytes = await stopped();
    const refused = (data: TableSource) => expect(resume(bytes, {}, {}, data)).rejects;
    const columns = Object.fromEntries(table.names.map((name) => [name, [...table.toRows()].map((row) => row[name])]));
    const { age: _, ...withoutAge } = columns;
    const names = 'the columns "age" are missing';
    await refused(tableFromColumns(withoutAge as never)).toMatchObject({ difference: 'table', differences: [names] });
    await refused(tableFromColumns({ ...columns, extra: columns.age } as never)).toMatchObject({
      differences: ['the columns "extra" are new'],
    });
    await refused(table.slice(0, 299)).toMatchObject({ differences: ['it has 299 rows and had 300'] });
    const values = [...columns.age!];
    [values[3], values[4]] = [values[4]!, values[3]!];
    await refused(tableFromColumns({ ...columns, age: values } as never)).toMatchObject({
      differences: ['some of its values, or their order, differ'],
    });
    await refused(tableFromColumns({ ...columns, age: values.map(String) } as never)).toMatchObject({
      code: 'CVD_CHECKPOINT_MISMATCH',
      difference: 'table',
    });
    // The same rows from batches are the same table.
    const batches: TableSource = {
      open: () =>
        (async function* () {
          yield* table.batches(41);
        })(),
    };
    await refused(batches).toThrow('step 5');
  });

  it('that is damaged, or a model, is refused', async () => {
    const bytes = await stopped();
    const damaged = bytes.slice();
    damaged[bytes.length >> 1]! ^= 1;
    for (const wrong of [damaged, bytes.slice(0, 100), new Uint8Array(0)])
      await expect(resume(wrong)).rejects.toMatchObject({ code: 'CVD_INVALID_CHECKPOINT', place: 'memory' });
    const model = stepwise.create({ seed: 4 });
    await model.fit(table, { execution: 'inline' });
    await expect(resume(bytesOf(model))).rejects.toThrow(/its format is "cvd-model", not "cvd-checkpoint"/);
  });

  it('must be there or not, as asked', async () => {
    await expect(resume(null)).rejects.toMatchObject({ code: 'CVD_CHECKPOINT_MISSING' });
    await expect(resume(null, { resume: 'if-present' })).rejects.toThrow('step 5');
    const bytes = await stopped();
    const store = memoryStore(bytes);
    const again = stepwise.create({ seed: 4 });
    await expect(again.fit(table, { execution: 'inline', checkpoints: store })).rejects.toMatchObject({
      code: 'CVD_CHECKPOINT_EXISTS',
    });
    await again.fit(table, { execution: 'inline', checkpoints: store, resume: 'never' });
    expect(store.written.length).toBeGreaterThan(1);
  });

  it('is for methods that train in steps, and a place must be given', async () => {
    await expect(
      independentColumns.create().fit(table, { checkpoints: checkpointFolder(folder) }),
    ).rejects.toMatchObject({ code: 'CVD_NOT_RESUMABLE' });
    expect(existsSync(folder)).toBe(false);
    await expect(stepwise.create().fit(table, { resume: 'always' })).rejects.toMatchObject({
      code: 'CVD_INVALID_OPTION',
    });
  });
});

describe('an earlier model', () => {
  it('of another method, or beside metadata, is refused', async () => {
    const other = independentColumns.create();
    await other.fit(table, { execution: 'inline' });
    await expect(stepwise.create().fit(table, { warmStart: other })).rejects.toMatchObject({ code: 'CVD_WARM_START' });
    const earlier = stepwise.create();
    await earlier.fit(table, { execution: 'inline' });
    const { metadata } = earlier;
    await expect(
      stepwise.create().fit(table, { warmStart: earlier.toModel(), metadata: metadata! }),
    ).rejects.toMatchObject({ code: 'CVD_WARM_START' });
    await expect(other.fit(table, { warmStart: other })).rejects.toMatchObject({ code: 'CVD_WARM_START' });
  });

  it('knows no other columns, and says what it makes of other values', async () => {
    const names = ['a', 'b', 'c'];
    const rows = (count: number, value: (row: number) => string) =>
      Array.from({ length: count }, (_, row) => value(row));
    const first = tableFromColumns({
      x: Float64Array.from({ length: 60 }, (_, row) => row % 20),
      kind: [...rows(55, (row) => names[row % 3]!), ...rows(5, (row) => `rare ${row}`)],
    });
    const earlier = stepwise.create({ seed: 2 });
    await earlier.fit(first, { execution: 'inline' });
    const warm = (data: Table) => stepwise.create({ seed: 2 }).fit(data, { execution: 'inline', warmStart: earlier });
    const report = await warm(
      tableFromColumns({
        x: Float64Array.from({ length: 40 }, (_, row) => row),
        kind: rows(40, (row) => (row < 6 ? `new ${row % 2}` : names[row % 3]!)),
      }),
    );
    expect(report.clips).toEqual([{ column: 'x', count: 20, share: 0.5, low: 0, high: 19 }]);
    expect(report.categoriesNotKept).toEqual([{ column: 'kind', categories: 2, rows: 6, share: 0.15 }]);
    await expect(warm(tableFromColumns({ x: [1, 2] }))).rejects.toMatchObject({ code: 'CVD_METADATA_MISMATCH' });
    await expect(warm(tableFromColumns({ x: [1, null], kind: ['a', 'b'] }))).rejects.toMatchObject({
      code: 'CVD_TRANSFORM',
    });
    await expect(warm(first.slice(0, 0))).rejects.toMatchObject({
      code: expect.stringMatching(/CVD_EMPTY_TABLE|CVD_METADATA_MISMATCH/),
    });
  });

  it('is part of what a checkpoint belongs to', async () => {
    const earlier = stepwise.create({ seed: 1 });
    await earlier.fit(table, { execution: 'inline' });
    const store = memoryStore();
    const settings = { seed: 4, failAt: 5 };
    const more = mixedTable(250, 8);
    const fit = (options: FitOptions, failAt = 5) =>
      stepwise.create({ ...settings, failAt }).fit(more, { execution: 'inline', checkpoints: store, ...options });
    await expect(fit({ warmStart: earlier })).rejects.toThrow('step 5');
    const another = stepwise.create({ seed: 2 });
    await another.fit(table, { execution: 'inline' });
    await expect(fit({ warmStart: another, resume: 'always' })).rejects.toMatchObject({ difference: 'warm-start' });
    await expect(fit({ warmStart: earlier, resume: 'always' })).rejects.toThrow('step 5');
    await expect(fit({ resume: 'always' })).rejects.toThrow('step 5');
  });
});

describe('limits', () => {
  it.each([
    [{ maxSeconds: 0 }, 'maxSeconds'],
    [{ maxSeconds: Number.NaN }, 'maxSeconds'],
    [{ threads: 0 }, 'threads'],
    [{ threads: 1.5 }, 'threads'],
  ])('%o is refused', async (options, option) => {
    await expect(stepwise.create().fit(table, options)).rejects.toMatchObject({ code: 'CVD_INVALID_OPTION', option });
  });

  it('of time are ignored by a method without steps, with a warning', async () => {
    const report = await independentColumns.create().fit(table, { maxSeconds: 1e-9, execution: 'inline' });
    expect(report.warnings).toMatchObject([{ code: 'time-limit-ignored' }]);
  });
});

describe('checkpointFolder', () => {
  it('holds one whole file at any time, and nothing beside it', async () => {
    const store = checkpointFolder(folder);
    expect(await store.read()).toBe(null);
    for (const size of [10, 1_000_000, 5]) {
      const bytes = new Uint8Array(size).fill(size % 256);
      await store.write(bytes);
      expect(Buffer.compare((await store.read())!, bytes)).toBe(0);
      expect(readdirSync(folder)).toEqual(['checkpoint.cvd']);
    }
    expect(readdirSync(folders).filter((name) => name.startsWith(`.${basename(folder)}.`))).toEqual([]);
  });

  it('removes what a killed writer has left, and nothing else', async () => {
    mkdirSync(folder);
    const name = basename(folder);
    const left = join(folders, `.${name}.0123456789ab.part`);
    const inside = join(folder, '.checkpoint.cvd.0123456789ab.part');
    const others = [join(folders, `.${name}x.0123456789ab.part`), join(folder, 'notes.txt')];
    for (const path of [left, inside, ...others]) writeFileSync(path, 'x');
    await checkpointFolder(folder).write(new Uint8Array(3));
    expect([existsSync(left), existsSync(inside)]).toEqual([false, false]);
    for (const path of others) expect(readFileSync(path, 'utf8')).toBe('x');
    removeUnfinishedFiles();
  });

  it.skipIf(!elsewhere)('writes inside of a folder on another disk', async () => {
    const real = mkdtempSync(join(elsewhere!, 'cvd-steering-'));
    try {
      symlinkSync(real, folder);
      const store = checkpointFolder(folder);
      for (const size of [4, 9]) {
        await store.write(new Uint8Array(size));
        expect(await store.read()).toHaveLength(size);
      }
      expect(readdirSync(real)).toEqual(['checkpoint.cvd']);
      expect(readdirSync(folders).filter((name) => name.startsWith(`.${basename(folder)}.`))).toEqual([]);
    } finally {
      rmSync(real, { recursive: true });
    }
  });
});
