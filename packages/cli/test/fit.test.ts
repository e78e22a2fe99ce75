import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeModelFile } from '@cvd/core';
import { readCsv } from '@cvd/core/node';
import { describe, expect, it } from 'vitest';
import { cvd, cvdSmall, jsonLines } from './support/cvd.js';
import { temporaryFolder } from './support/folder.js';

const folder = temporaryFolder();
const inFolder = { cwd: folder };
const json = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'));

describe('cvd detect', () => {
  it('prints metadata as JSON, and the reasons beside it', async () => {
    const { code, stdout, stderr } = await cvd(['detect', cvdSmall]);
    expect(code).toBe(0);
    const { columns } = JSON.parse(stdout).tables.table;
    const numerical = Object.keys(columns).filter((name) => columns[name].sdtype === 'numerical');
    expect(numerical).toHaveLength(7);
    expect(Object.keys(columns)).toHaveLength(19);
    expect(stderr).toContain('"General_Health" is categorical because');
  });

  it('writes a file that fit takes', async () => {
    await cvd(['detect', cvdSmall, '--out', 'metadata.json', '--quiet'], inFolder);
    const edited = json('metadata.json');
    edited.tables.table.columns.Alcohol_Consumption = { sdtype: 'categorical' };
    writeFileSync(join(folder, 'edited.json'), JSON.stringify(edited));
    const { code, stderr } = await cvd(
      ['fit', cvdSmall, '--metadata', 'edited.json', '--report', 'report.json', '--out', 'edited.cvd'],
      inFolder,
    );
    expect(code, stderr).toBe(0);
    expect(json('report.json').metadata.tables.table.columns.Alcohol_Consumption.sdtype).toBe('categorical');
  });
});

describe('cvd fit', () => {
  it('writes a model and the whole report, and prints what a person should know', async () => {
    const { code, stdout, stderr } = await cvd(
      ['fit', cvdSmall, '--method', 'copula', '--seed', '7', '--out', 'model.cvd', '--report', 'fit.json'],
      inFolder,
    );
    expect(code).toBe(0);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/Fitted copula on 3,463 rows × 19 columns/);
    expect(stderr).toMatch(/Model written to model\.cvd/);
    expect(stderr).not.toContain('Seed');
    const report = json('fit.json');
    expect(report).toMatchObject({ method: 'copula', rows: 3463, columns: 19 });
    expect(report.clips.length).toBeGreaterThan(0);
    for (const { column, count } of report.clips) expect(stderr).toContain(`${column}: ${count} values`);
    for (const part of ['warnings', 'categoriesNotKept', 'losses', 'seconds']) expect(report).toHaveProperty(part);
  });

  it('prints the seed it drew, which gives the same model again', async () => {
    const { stderr } = await cvd(['fit', cvdSmall, '--out', 'drawn.cvd'], inFolder);
    const seed = /^Seed (\d+) \(none was given\)\.$/m.exec(stderr)?.[1];
    expect(seed).toBeDefined();
    await cvd(['fit', cvdSmall, '--seed', seed!, '--out', 'again.cvd'], inFolder);
    expect(readFileSync(join(folder, 'again.cvd'))).toEqual(readFileSync(join(folder, 'drawn.cvd')));
  });

  it('takes settings by their schema', async () => {
    const args = ['--set', 'rareBelow=0', '--set', 'trimExtremes=false', '--set', 'locale=de', '--set', 'seed=3'];
    const { code, stderr } = await cvd(['fit', cvdSmall, ...args, '--out', 'set.cvd'], inFolder);
    expect(code, stderr).toBe(0);
    const { stdout } = await cvd(['info', 'set.cvd', '--json'], inFolder);
    expect(JSON.parse(stdout).options).toMatchObject({ rareBelow: 0, trimExtremes: false, locale: 'de', seed: 3 });
  });

  it('says nothing with --quiet, and writes the model to standard output with -', async () => {
    const { code, bytes, stderr } = await cvd(['fit', cvdSmall, '--seed', '7', '--quiet', '--out', '-'], inFolder);
    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(decodeModelFile(new Uint8Array(bytes)).method).toBe('copula');
    await cvd(['fit', cvdSmall, '--seed', '7', '--quiet', '--out', 'file.cvd'], inFolder);
    expect(bytes).toEqual(readFileSync(join(folder, 'file.cvd')));
  });

  it('tells its progress as JSON lines, from 0 to 1', async () => {
    const { stderr } = await cvd(['fit', cvdSmall, '--json-progress', '--out', 'p.cvd'], inFolder);
    const lines = jsonLines(stderr);
    const progress = lines.filter(({ event }) => event === 'progress');
    const fractions = progress.map(({ fraction }) => Number(fraction));
    expect(fractions.length).toBeGreaterThan(2);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
    expect(lines.some(({ event, text }) => event === 'message' && /Seed \d+/.test(String(text)))).toBe(true);
    const failed = await cvd(['fit', 'none.csv', '--json-progress', '--out', 'p.cvd'], inFolder);
    expect(jsonLines(failed.stderr)).toEqual([
      { event: 'error', code: 'CVD_FILE_NOT_FOUND', message: expect.stringContaining('none.csv') },
    ]);
  });

  it('leaves no file behind when it fails', async () => {
    const before = readdirSync(folder);
    const { code } = await cvd(['fit', cvdSmall, '--out', 'no/such/folder.cvd'], inFolder);
    expect(code).toBe(1);
    expect(existsSync(join(folder, 'no'))).toBe(false);
    expect(readdirSync(folder)).toEqual(before);
  });
});

describe('cvd info and methods', () => {
  it('info lists which real values a model holds', async () => {
    const { code, stdout } = await cvd(['info', 'model.cvd'], inFolder);
    expect(code).toBe(0);
    expect(stdout).toMatch(/model\.cvd: copula \(version [\w.]+\), fitted on 3,463 rows × 19 columns/);
    expect(stdout).toMatch(/^ {2}General_Health: categorical, modelled .*5/m);
    expect(stdout).toMatch(/^ {2}Height_\(cm\): numerical, modelled/m);
    expect(stdout).toMatch(
      /^ {2}Weight_\(kg\): .*bounds \[[\d.]+,[\d.]+\], values \[([\d.]+,){20}…\] \(\d+ in all\)$/m,
    );
  });

  it('info --json lists every number that is kept as it is, and none that a single row has', async () => {
    const { stdout } = await cvd(['info', 'model.cvd', '--json'], inFolder);
    const columns: { name: string; held: { bounds?: number[]; values?: unknown[] } }[] = JSON.parse(stdout).columns;
    const real = await readCsv(cvdSmall);
    for (const name of ['Weight_(kg)', 'BMI', 'Green_Vegetables_Consumption']) {
      const held = columns.find((column) => column.name === name)!.held;
      const counts = new Map<number, number>();
      for (let row = 0; row < real.rows; row++) {
        const value = Number(real.at(row, name));
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      const [mostSeen] = [...counts].sort(([, a], [, b]) => b - a)[0]!;
      expect(held.values, name).toContain(mostSeen);
      const inside = held.values!.filter((value) => !held.bounds!.includes(value as number));
      expect(inside.length).toBeGreaterThan(10);
      for (const value of inside) expect(counts.get(value as number), `${name} ${value}`).toBeGreaterThanOrEqual(5);
    }
  });

  it('methods lists names, options and defaults', async () => {
    const { code, stdout } = await cvd(['methods']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^copula: /m);
    expect(stdout).toMatch(/^ {4}rareBelow \(integer, default 5\)$/m);
    const [copula] = JSON.parse((await cvd(['methods', '--json'])).stdout);
    expect(copula.options.properties.rareBelow).toMatchObject({ type: 'integer', default: 5 });
  });
});
