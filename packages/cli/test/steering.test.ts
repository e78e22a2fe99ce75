import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { bin, cvd, jsonLines } from './support/cvd.js';
import { temporaryFolder } from './support/folder.js';

const folder = temporaryFolder();
const inFolder = { cwd: folder };
const train = fileURLToPath(new URL('../../../tests/fixtures/cvd/train.csv', import.meta.url));
const at = (...names: string[]): string => join(folder, ...names);

const small = ['embeddingDim=8', 'generatorDim=[16]', 'discriminatorDim=[16]', 'epochs=60'];
const short = ['--set', 'epochs=2'];
const settings = (of: readonly string[]): string[] => of.flatMap((setting) => ['--set', setting]);
/** A fit of a few seconds that keeps checkpoints from its first epoch on. */
const fit = (...more: string[]): string[] => [
  ...['fit', train, '--method', 'ctgan', '--seed', '3', ...settings(small)],
  ...more,
];

beforeAll(async () => {
  const { code, stderr } = await cvd(fit('--out', 'whole.cvd', '--report', 'whole.json'), inFolder);
  expect(code, stderr).toBe(0);
});

const whole = (): Buffer => readFileSync(at('whole.cvd'));

/** Waits for a condition that another process brings about. */
const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
};

const isAlive = (group: number): boolean => {
  try {
    process.kill(-group, 0);
    return true;
  } catch {
    return false;
  }
};

describe('a fit that is killed', () => {
  it('leaves a checkpoint and no process, and ends in the same model when resumed', async () => {
    const child: ChildProcess = spawn(
      process.execPath,
      [bin, ...fit('--checkpoint', 'killed', '--threads', '2', '--out', 'killed.cvd')],
      // A process group of its own, by which what it started can be found.
      { cwd: folder, detached: true, stdio: 'ignore' },
    );
    const ended = new Promise((resolve) => child.on('exit', resolve));
    await until(() => existsSync(at('killed')) && readdirSync(at('killed')).length > 0);
    child.kill('SIGKILL');
    await ended;
    await until(() => !isAlive(child.pid!));
    expect(readdirSync(at('killed'))).toEqual(['checkpoint.cvd']);
    expect(existsSync(at('killed.cvd'))).toBe(false);

    const { code, stderr } = await cvd(
      fit('--checkpoint', 'killed', '--resume', '--threads', '1', '--json-progress', '--out', 'killed.cvd'),
      inFolder,
    );
    expect(code, stderr).toBe(0);
    expect(stderr).toContain('Went on from the checkpoint in killed.');
    const epochs = jsonLines(stderr).flatMap(({ epoch }) => (epoch === undefined ? [] : [epoch as number]));
    expect(Math.min(...epochs), 'nothing is replayed').toBeGreaterThan(1);
    expect(readFileSync(at('killed.cvd'))).toEqual(whole());
    // What the killed process was writing is gone as well.
    expect(readdirSync(folder).filter((name) => name.startsWith('.killed'))).toEqual([]);
  });
});

describe('SIGINT', () => {
  it('stops within a step and says how to go on', async () => {
    let sent = false;
    const args = fit('--checkpoint', 'stopped', '--out', 'stopped.cvd');
    const { code, stderr } = await cvd([...args, '--json-progress'], {
      cwd: folder,
      onStderr: (_, child) => {
        if (sent || !existsSync(at('stopped', 'checkpoint.cvd'))) return;
        sent = true;
        child.kill('SIGINT');
      },
    });
    expect(code, stderr).toBe(130);
    expect(jsonLines(stderr).at(-1)).toEqual({
      event: 'message',
      text: 'Interrupted; the last checkpoint is in stopped. The same command with --resume goes on from it and ends in the same model.',
    });
    expect(existsSync(at('stopped.cvd'))).toBe(false);
    expect((await cvd([...args, '--resume'], inFolder)).code).toBe(0);
    expect(readFileSync(at('stopped.cvd'))).toEqual(whole());
  });
});

describe('cvd fit --checkpoint', () => {
  it('gives the same model, which its last checkpoint gives again, without a seed too', async () => {
    const args = [
      'fit',
      train,
      '--method',
      'tvae',
      ...settings(['epochs=2', 'compressDims=[8]', 'decompressDims=[8]']),
    ];
    const first = await cvd([...args, '--checkpoint', 'tvae', '--resume', '--out', 'tvae.cvd'], inFolder);
    expect(first.code, first.stderr).toBe(0);
    expect(first.stderr).toContain('There was no checkpoint in tvae: the fit began anew.');
    expect(first.stderr).toMatch(/Trained 2 epochs, \d+ steps; numeric build "\w+"; last losses: /);
    const again = await cvd([...args, '--checkpoint', 'tvae', '--resume', '--out', 'again.cvd'], inFolder);
    expect(again.code, again.stderr).toBe(0);
    expect(readFileSync(at('again.cvd'))).toEqual(readFileSync(at('tvae.cvd')));
  });

  it.each<[name: string, args: () => string[], code: number, said: RegExp]>([
    [
      'a checkpoint that nobody asked to resume',
      () => fit(...short),
      2,
      /holds a checkpoint of an earlier fit\. Add --resume/,
    ],
    [
      'other options',
      () => fit(...short, '--set', 'pac=5', '--resume'),
      1,
      /pac was 10 and is 5.*CVD_CHECKPOINT_MISMATCH/,
    ],
    ['another seed', () => fit(...short, '--resume').with(5, '4'), 1, /seed was 3 and is 4.*CVD_CHECKPOINT_MISMATCH/],
    [
      'another table',
      () => fit(...short, '--resume').with(1, 'fewer.csv'),
      1,
      /it has 2769 rows and had 2770.*MISMATCH/,
    ],
    [
      'another method',
      () => ['fit', train, '--method', 'tvae', '--resume'],
      1,
      /it was "ctgan" and is "tvae".*CVD_CHECKPOINT_MISMATCH/,
    ],
    ['a method without steps', () => ['fit', train, '--method', 'copula'], 1, /keeps no checkpoints.*NOT_RESUMABLE/],
  ])('refuses %s', async (_, args, expected, said) => {
    if (!existsSync(at('refusing')))
      await cvd(fit(...short, '--checkpoint', 'refusing', '--out', 'refusing.cvd'), inFolder);
    writeFileSync(at('fewer.csv'), readFileSync(train, 'utf8').trimEnd().split('\n').slice(0, -1).join('\n'));
    const before = readFileSync(at('refusing', 'checkpoint.cvd'));
    const { code, stderr } = await cvd([...args(), '--checkpoint', 'refusing', '--out', 'refused.cvd'], inFolder);
    expect(stderr).toMatch(said);
    expect(code).toBe(expected);
    expect(existsSync(at('refused.cvd'))).toBe(false);
    expect(readFileSync(at('refusing', 'checkpoint.cvd'))).toEqual(before);
  });

  it('refuses a damaged one, and a folder that cannot be made, before the work', async () => {
    await cvd(fit(...short, '--checkpoint', 'damaged', '--out', 'x.cvd'), inFolder);
    const path = at('damaged', 'checkpoint.cvd');
    const bytes = readFileSync(path);
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(path, bytes);
    const damaged = await cvd(fit(...short, '--checkpoint', 'damaged', '--resume', '--out', 'x.cvd'), inFolder);
    expect([damaged.code, damaged.stderr]).toEqual([1, expect.stringContaining('CVD_INVALID_CHECKPOINT')]);
    const nowhere = await cvd(fit('--checkpoint', 'fewer.csv/inside', '--out', 'x.cvd'), inFolder);
    expect([nowhere.code, nowhere.stderr]).toEqual([1, expect.stringContaining('CVD_FILE_WRITE')]);
  });

  it.each([
    [['--resume'], /--resume needs --checkpoint/],
    [['--max-seconds', '0'], /--max-seconds 0/],
    [['--threads', 'many'], /--threads many/],
  ])('%s is wrong use', async (args, said) => {
    const { code, stderr } = await cvd(fit(...args, '--out', 'x.cvd'), inFolder);
    expect([code, stderr]).toEqual([2, expect.stringMatching(said)]);
  });
});

describe('cvd fit', () => {
  it('--max-seconds ends in time, and says that the model cannot be made again', async () => {
    const { code, stderr } = await cvd(
      fit('--set', 'epochs=100000', '--max-seconds', '2', '--out', 'timed.cvd'),
      inFolder,
    );
    expect(code, stderr).toBe(0);
    expect(stderr).toMatch(/Warning: The time limit ended the training .*cannot be made again from its seed/);
    expect(
      (await cvd(['sample', 'timed.cvd', '--rows', '3', '--out', '-'], inFolder)).stdout.trim().split('\n'),
    ).toHaveLength(4);
  });

  it('--warm-start begins with a model of the same method and shape', async () => {
    const { code, stderr } = await cvd(fit(...short, '--warm-start', 'whole.cvd', '--out', 'warm.cvd'), inFolder);
    expect(code, stderr).toBe(0);
    const other = await cvd(
      ['fit', train, '--method', 'tvae', '--warm-start', 'whole.cvd', '--out', 'x.cvd'],
      inFolder,
    );
    expect([other.code, other.stderr]).toEqual([
      1,
      expect.stringMatching(/that is of method "ctgan".*CVD_WARM_START/s),
    ]);
    const shape = await cvd(fit('--set', 'generatorDim=[17]', '--warm-start', 'whole.cvd', '--out', 'x.cvd'), inFolder);
    expect([shape.code, shape.stderr]).toEqual([1, expect.stringContaining('CVD_WARM_START')]);
  });

  it('tells epochs, losses, pace and what is left, and keeps the history of the losses', async () => {
    const { stderr } = await cvd(
      fit('--set', 'epochs=4', '--json-progress', '--report', 'r.json', '--out', 'x.cvd'),
      inFolder,
    );
    const told = jsonLines(stderr).filter(({ event, epoch }) => event === 'progress' && epoch !== undefined);
    expect(told.map(({ epoch }) => epoch)).toEqual(expect.arrayContaining([1, 2, 3, 4]));
    for (const { phase, step, losses, rowsPerSecond, secondsLeft } of told) {
      expect(phase).toBe('training');
      expect([step, rowsPerSecond, secondsLeft].every((value) => typeof value === 'number')).toBe(true);
      expect(Object.keys(losses as object)).toEqual(expect.arrayContaining(['generator', 'critic']));
    }
    const { losses } = JSON.parse(readFileSync(at('r.json'), 'utf8'));
    expect(losses.generator).toHaveLength(4);
  });
});
