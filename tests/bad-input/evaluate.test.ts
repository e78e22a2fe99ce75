import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandomSource } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../packages/cli/test/support/folder.js';
import { done, type Refusal, refused } from './support/run.js';

const folder = temporaryFolder();
const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

type MakeRow = (row: number, uniform: () => number) => readonly (string | number)[];

/** Writes real, synthetic and held-out rows of one make: `odd-real.csv`, `odd-synthetic.csv`, `odd-holdout.csv`. */
const writeTables = (name: string, header: string, rows: number, make: MakeRow): void => {
  for (const side of ['real', 'synthetic', 'holdout']) {
    const random = createRandomSource(3).child(side);
    let draws = 0;
    const lines = Array.from({ length: rows }, (_, row) => make(row, () => random.uniform(0, draws++)).join(','));
    write(`${name}-${side}.csv`, `${[header, ...lines].join('\n')}\n`);
  }
};

const plain: MakeRow = (_, uniform) => [
  Math.floor(uniform() * 80),
  uniform() < 0.5 ? 'm' : 'f',
  (uniform() * 10).toFixed(2),
  uniform() < 0.4 ? 'yes' : 'no',
];
const header = 'age,sex,dose,ill';
writeTables('plain', header, 90, plain);
writeTables('five', header, 5, plain);
writeTables('one-class', header, 60, (row, uniform) => [...plain(row, uniform).slice(0, 3), 'no']);
writeTables('nulls', `${header},none`, 60, (row, uniform) => {
  const [, sex, , ill] = plain(row, uniform);
  return ['', sex!, '', ill!, ''];
});
writeTables('only-nulls', 'a,b', 50, () => ['', '']);
writeTables('wide', Array.from({ length: 14 }, (_, i) => `c${i}`).join(','), 8, (_, uniform) =>
  Array.from({ length: 14 }, (__, i) => (i % 3 ? (uniform() * 10).toFixed(2) : uniform() < 0.5 ? 'a' : 'b')),
);
writeTables('cities', 'city,age', 1000, (row, uniform) => [`city ${row}`, Math.floor(uniform() * 80)]);
writeTables('names', '"<script>alert(1)</script>","a\u001b[31m\u0007b","x\ny",ill', 60, plain);
write('other-columns.csv', readFileSync(join(folder, 'plain-synthetic.csv'), 'utf8').replace('sex', 'gender'));
write('texts.csv', `${header}\nyoung,m,1.5,yes\nold,f,2.5,no\n`);
write('header.csv', `${header}\n`);

const lines = (name: string): string[] => readFileSync(join(folder, name), 'utf8').trim().split('\n');
write('overlap.csv', `${[...lines('plain-holdout.csv'), ...lines('plain-real.csv').slice(1, 31)].join('\n')}\n`);

/** Evaluates with all that there is; neither what is printed nor the files may hold a figure that is none. */
const evaluated = async (
  name: string,
  target: string,
  { holdout = `${name}-holdout.csv`, more = [] }: { readonly holdout?: string; readonly more?: readonly string[] } = {},
) => {
  const tables = [`${name}-real.csv`, `${name}-synthetic.csv`, '--holdout', holdout];
  const all = ['--target', target, '--attacks', 'all', '--json', 'report.json', '--html', 'report.html'];
  const { stdout } = await done(folder, ['evaluate', ...tables, ...all, ...more]);
  const json = readFileSync(join(folder, 'report.json'), 'utf8');
  const html = readFileSync(join(folder, 'report.html'), 'utf8');
  for (const text of [stdout, json, html]) expect(text).not.toMatch(/NaN|undefined|Infinity|\[object/);
  return { stdout, html, report: JSON.parse(json) };
};

describe('cvd evaluate', () => {
  const plainTables = ['evaluate', 'plain-real.csv', 'plain-synthetic.csv'];
  const heldOut = [...plainTables, '--holdout', 'plain-holdout.csv'];

  it.each<[name: string, args: readonly string[], expected: Refusal]>([
    [
      'a table without a column of the real one',
      ['evaluate', 'plain-real.csv', 'other-columns.csv'],
      {
        exit: 1,
        code: 'CVD_UNKNOWN_COLUMN',
        says: /other-columns\.csv: There is no column "sex"\. Known columns: age,/,
      },
    ],
    [
      'a holdout without a column of the real one',
      [...plainTables, '--holdout', 'other-columns.csv'],
      { exit: 1, code: 'CVD_UNKNOWN_COLUMN', says: /other-columns\.csv: There is no column "sex"/ },
    ],
    [
      'texts where the real rows have numbers',
      ['evaluate', 'plain-real.csv', 'texts.csv'],
      { exit: 1, code: 'CVD_CSV_VALUE', says: /texts\.csv:2:1: column "age" takes numbers.*found "young"/ },
    ],
    [
      'a holdout without rows',
      [...plainTables, '--holdout', 'header.csv'],
      { exit: 1, code: 'CVD_EMPTY_TABLE', says: /header\.csv, needs at least one row/ },
    ],
    [
      'a target that is no column',
      [...heldOut, '--target', 'sick'],
      { exit: 2, code: 'CVD_UNKNOWN_COLUMN', says: /--target: There is no column "sick"\. Known columns: age,/ },
    ],
    [
      'a target without a holdout',
      [...plainTables, '--target', 'ill'],
      { exit: 2, code: 'CVD_USAGE', says: /Add --holdout FILE/ },
    ],
    [
      'attacks without a holdout',
      ['evaluate', 'nothing.csv', 'nothing.csv', '--attacks', 'all'],
      { exit: 2, code: 'CVD_USAGE', says: /Add --holdout FILE/ },
    ],
    [
      'an attack that there is not',
      [...heldOut, '--attacks', 'membership,guessing'],
      { exit: 2, code: 'CVD_USAGE', says: /no attack "guessing"\. Known are membership, attributeInference,/ },
    ],
    [
      'a gate that is not there',
      [...plainTables, '--gate', 'none.json'],
      { exit: 1, code: 'CVD_FILE_NOT_FOUND', says: /none\.json/ },
    ],
    [
      'a gate that is a folder',
      [...plainTables, '--gate', '.'],
      { exit: 1, code: 'CVD_FILE_READ', says: /Check that it is a file/ },
    ],
    [
      'a gate that is no JSON',
      [...plainTables, '--gate', 'header.csv'],
      { exit: 1, code: 'CVD_INVALID_GATE', says: /Gate header\.csv: this is no JSON/ },
    ],
    [
      'the default gate without a holdout',
      [...plainTables, '--gate', 'default'],
      { exit: 2, code: 'CVD_USAGE', says: /--gate default: ".*" takes --holdout FILE/ },
    ],
  ])('refuses %s', async (_, args, expected) => {
    await refused(folder, args, expected);
  });

  it.each<[text: string, says: RegExp]>([
    ['{ "quality.scor": { "min": 0.9 } }', /Gate gate\.json, at "quality\.scor": .*most like it are quality\.score/],
    ['{ "quality.score": { "minimum": 0.9 } }', /at "quality\.score": "minimum" is not known/],
    ['{ "quality.columnShapes.columns[aeg].score": { "min": 0.9 } }', /there is no column "aeg"; .* "age"/],
  ])('refuses the gate %s before the work', async (text, says) => {
    write('gate.json', text);
    await refused(folder, [...plainTables, '--gate', 'gate.json'], { exit: 1, code: 'CVD_INVALID_GATE', says });
  });

  it('says why nothing can be told of a target of a single class', async () => {
    const { stdout, report } = await evaluated('one-class', 'ill');
    expect(stdout).toContain('not computable, because "ill" has a single value');
    expect(report.utility.tstr.boostedTrees).toEqual({ because: expect.stringContaining('single value') });
  });

  it('leaves columns without a value out, and says so', async () => {
    const { stdout, report } = await evaluated('nulls', 'ill');
    expect(stdout).toContain('No score could be computed for: "age", "dose", "none"');
    expect(report.fidelity.c2st.emptyColumns).toEqual(['age', 'dose', 'none']);
  });

  it('gives reasons and no figures of nothing but nulls', async () => {
    const { stdout, report } = await evaluated('only-nulls', 'a');
    expect(stdout).toMatch(/^Quality score n\/a$/m);
    expect(stdout).toContain('not computable, because no column has values that a learner can use');
    expect(report.privacy.closerToTrain).toMatchObject({ share: null, because: expect.any(String) });
  });

  it('gives reasons of five rows', async () => {
    const { stdout, report } = await evaluated('five', 'ill');
    expect(stdout).toContain('not computable, because 5 folds need 25 rows of each table, and there are 5');
    for (const name of ['membership', 'attributeInference', 'singlingOut', 'linkability'])
      expect(report.privacy.attacks[name].because, name).toMatch(/ rows/);
  });

  it('gives reasons of fewer rows than columns', async () => {
    const { stdout } = await evaluated('wide', 'c0');
    expect(stdout).toMatch(/not computable, because there are 8 rows to learn "c0" from/);
  });

  it('says that a thousand classes are not learned', async () => {
    const columns = { city: { sdtype: 'categorical' }, age: { sdtype: 'numerical' } };
    write('cities.json', JSON.stringify({ METADATA_SPEC_VERSION: 'V1', tables: { people: { columns } } }));
    const { stdout } = await evaluated('cities', 'city', { more: ['--metadata', 'cities.json'] });
    expect(stdout).toMatch(
      /not computable, because the rows to learn from hold 1000 classes, and at most 30 are learned/,
    );
  });

  it('warns of held-out rows that were learned from, with their number', async () => {
    const { stdout } = await evaluated('plain', 'ill', { holdout: 'overlap.csv' });
    expect(stdout).toContain('30 of 120 rows of the holdout stand among the real rows too');
  });

  it('prints names of columns as text, whatever is in them', async () => {
    const { stdout, html, report } = await evaluated('names', 'ill');
    expect(html).not.toContain('<script>alert');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may come through
    expect(html).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/);
    expect(stdout).toContain('<script>alert(1)</script>');
    expect(stdout).toContain('a\\u{1b}[31m\\u{7}b');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may come through
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    expect(report.quality.columnShapes.columns.map(({ column }: { column: string }) => column)).toContain('x\ny');
  });
});
