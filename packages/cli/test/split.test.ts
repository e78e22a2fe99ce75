import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { parseCsv } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { cvd, cvdSmall } from './support/cvd.js';
import { temporaryFolder } from './support/folder.js';

const folder = temporaryFolder();
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const split = (file: string, ...args: string[]) =>
  cvd(['split', file, ...args, '--out-train', 'train.csv', '--out-holdout', 'holdout.csv'], { cwd: folder });
const lines = (text: string): string[] => text.trimEnd().split('\n');

describe('cvd split', () => {
  it('holds out the exact share; no row is lost, doubled or respelled', async () => {
    const { code, stderr } = await split(cvdSmall, '--holdout', '.2', '--seed', '1');
    expect(code, stderr).toBe(0);
    expect(stderr).toMatch(/2,770 rows written to train\.csv, 693 to holdout\.csv/);
    const [header, ...rows] = lines(readFileSync(cvdSmall, 'utf8').replaceAll('\r\n', '\n'));
    const [train, holdout] = [lines(read('train.csv')), lines(read('holdout.csv'))];
    expect([train[0], holdout[0]]).toEqual([header, header]);
    expect([train.length, holdout.length]).toEqual([2771, 694]);
    expect([...train.slice(1), ...holdout.slice(1)].sort()).toEqual(rows.sort());
  });

  it('gives the same parts for the same seed, others for another, and prints the seed it drew', async () => {
    await split(cvdSmall, '--holdout', '.2', '--seed', '1');
    const first = read('holdout.csv');
    await split(cvdSmall, '--holdout', '.2', '--seed', '2');
    expect(read('holdout.csv')).not.toBe(first);
    const { stderr } = await split(cvdSmall, '--holdout', '.2');
    const seed = /^Seed (\d+) \(none was given\)\.$/m.exec(stderr)![1]!;
    const drawn = read('holdout.csv');
    await split(cvdSmall, '--holdout', '.2', '--seed', seed);
    expect(read('holdout.csv')).toBe(drawn);
  });

  it('keeps the shares of a column to within one row', async () => {
    await split(cvdSmall, '--holdout', '.2', '--stratify', 'Heart_Disease', '--seed', '1');
    const yes = (text: string): number =>
      [...parseCsv(text).toRows()].filter(({ Heart_Disease }) => Heart_Disease === 'Yes').length;
    const all = yes(readFileSync(cvdSmall, 'utf8'));
    expect(lines(read('holdout.csv'))).toHaveLength(694);
    expect(Math.abs(yes(read('holdout.csv')) - 0.2 * all)).toBeLessThan(1);
    expect(yes(read('holdout.csv')) + yes(read('train.csv'))).toBe(all);
  });

  it('leaves quotes, spaces, missing values, embedded line ends and number spellings as they are', async () => {
    const records = ['150.0," a ""quoted"" one ",', '1e3,"two\nlines",NA', '007,"",null', ' 5 ,5" pipe,"x;y"'];
    writeFileSync(join(folder, 'odd.csv'), `\ufeffn,text,m\r\n${records.join('\r\n')}\r\n\r\n`);
    const { code, stderr } = await split('odd.csv', '--holdout', '.5', '--seed', '3');
    expect(code, stderr).toBe(0);
    const [train, holdout] = [read('train.csv'), read('holdout.csv')];
    for (const part of [train, holdout]) expect(part.startsWith('n,text,m\n')).toBe(true);
    for (const record of records) expect(Number(train.includes(record)) + Number(holdout.includes(record))).toBe(1);
    expect(train.length + holdout.length).toBe(2 * 'n,text,m\n'.length + records.join('\n').length + 1);
  });

  it('reads and writes .csv.gz', async () => {
    writeFileSync(join(folder, 'packed.csv.gz'), gzipSync(readFileSync(cvdSmall)));
    const args = ['--holdout', '.2', '--seed', '1', '--out-train', 'train.csv.gz', '--out-holdout', 'holdout.csv'];
    const { code, stderr } = await cvd(['split', 'packed.csv.gz', ...args], { cwd: folder });
    expect(code, stderr).toBe(0);
    await split(cvdSmall, '--holdout', '.2', '--seed', '1');
    expect(gunzipSync(readFileSync(join(folder, 'train.csv.gz'))).toString()).toBe(read('train.csv'));
  });
});
