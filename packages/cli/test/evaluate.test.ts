import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cvd, cvdSmall, jsonLines } from './support/cvd.js';
import { temporaryFolder } from './support/folder.js';

const folder = temporaryFolder();
const inFolder = { cwd: folder };
const evaluate = (...args: string[]) => cvd(['evaluate', 'real.csv', 'synthetic.csv', ...args], inFolder);
const report = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'));

beforeAll(async () => {
  const lines = readFileSync(cvdSmall, 'utf8').split('\n').slice(0, 701);
  writeFileSync(join(folder, 'real.csv'), `${lines.join('\n')}\n`);
  await cvd(['fit', 'real.csv', '--seed', '7', '--out', 'model.cvd'], inFolder);
  await cvd(['sample', 'model.cvd', '--rows', '700', '--out', 'synthetic.csv'], inFolder);
});

describe('cvd evaluate', () => {
  it('prints the score that the JSON report holds in full', async () => {
    const { code, stdout, stderr } = await evaluate('--json', 'report.json');
    expect(code, stderr).toBe(0);
    const { quality, diagnostic } = report('report.json');
    expect(stdout).toContain(`Quality score ${quality.score.toFixed(3)}`);
    expect(quality.columnShapes.columns).toHaveLength(19);
    expect(quality.columnPairTrends.pairs).toHaveLength(171);
    expect(quality.score).toBeCloseTo((quality.columnShapes.score + quality.columnPairTrends.score) / 2, 12);
    expect(quality.pairThresholds).toEqual({ correlation: 0.5, association: 0.3 });
    expect(diagnostic.score).toBe(1);
  });

  it('counts every pair with --pair-thresholds 0,0', async () => {
    await evaluate('--pair-thresholds', '0,0', '--json', 'all.json');
    const { pairThresholds, columnPairTrends } = report('all.json').quality;
    expect(pairThresholds).toEqual({ correlation: 0, association: 0 });
    expect(columnPairTrends.pairs.every(({ counted }: { counted: boolean }) => counted)).toBe(true);
  });

  it('shows beside it what the score is worth with --baselines', async () => {
    const { stdout } = await evaluate('--baselines', '--json', 'baselines.json');
    expect(stdout).toMatch(/independent columns +0\.\d{3}/);
    expect(stdout).toMatch(/bootstrapped rows +0\.\d{3}/);
    const { baselines } = report('baselines.json');
    expect(baselines.rows).toBe(700);
    expect(baselines.bootstrapRows.columnPairTrends).toBeGreaterThan(baselines.independentColumns.columnPairTrends);
  });

  it('says with --holdout whether rows can be told from real ones, what they are worth and how near they keep', async () => {
    await cvd(
      [
        'split',
        'real.csv',
        '--holdout',
        '0.2',
        '--seed',
        '1',
        '--out-train',
        'train.csv',
        '--out-holdout',
        'holdout.csv',
      ],
      inFolder,
    );
    const given = ['evaluate', 'train.csv', 'synthetic.csv', '--holdout', 'holdout.csv', '--target', 'Heart_Disease'];
    const { code, stdout, stderr } = await cvd([...given, '--json', 'holdout.json'], inFolder);
    expect(code, stderr).toBe(0);
    const { fidelity, utility, privacy, rows } = report('holdout.json');
    expect(rows.holdout).toBe(readFileSync(join(folder, 'holdout.csv'), 'utf8').trim().split('\n').length - 1);
    expect(stdout).toContain(`against the holdout            ${fidelity.c2st.boostedTrees.auc.toFixed(3)} [`);
    expect(stdout).toContain(utility.trtr.linear.auc.toFixed(3));
    expect(stdout).toContain(`closer to them than to the holdout: ${privacy.closerToTrain.share.toFixed(3)} [`);
    const alone = await cvd(['evaluate', 'train.csv', 'synthetic.csv', '--target', 'Heart_Disease'], inFolder);
    expect(alone).toMatchObject({ code: 2, stderr: expect.stringMatching(/holdout/) });
  });

  it('writes one page with --html, which names rare values only when asked to', async () => {
    const rare = 'Rare';
    const rows = readFileSync(cvdSmall, 'utf8').split('\n').slice(0, 301);
    const some = rows.map((row, i) => (i > 0 && i < 4 ? row.replace(/^[^,]*/, rare) : row)).join('\n');
    writeFileSync(join(folder, 'some.csv'), some);
    const page = async (...args: string[]): Promise<string> => {
      const given = ['evaluate', 'some.csv', 'some.csv', '--html', 'page.html', '--json', 'page.json', ...args];
      const { code, stderr } = await cvd(given, inFolder);
      expect(code, stderr).toBe(0);
      return readFileSync(join(folder, 'page.html'), 'utf8');
    };
    const quiet = await page();
    expect(quiet).toMatch(/^<!doctype html>/);
    expect(quiet).toContain('1 rare value');
    expect(quiet).not.toContain(rare);
    expect(readFileSync(join(folder, 'page.json'), 'utf8')).not.toContain(rare);
    expect(report('page.json').rows).toEqual({ real: 300, synthetic: 300 });
    expect(await page('--show-rare-values')).toContain(rare);
    expect(await evaluate('--html', 'one.out', '--json', 'one.out')).toMatchObject({ code: 2 });
  });

  it('writes JSON to standard output with --json -', async () => {
    const { stdout } = await evaluate('--json', '-');
    await evaluate('--json', 'report.json');
    expect(JSON.parse(stdout)).toEqual(report('report.json'));
  });

  it('takes metadata from a file, which says what the columns are', async () => {
    await cvd(['detect', 'real.csv', '--out', 'metadata.json'], inFolder);
    const { code, stderr } = await evaluate('--metadata', 'metadata.json', '--json', 'given.json', '--json-progress');
    expect(code).toBe(0);
    await evaluate('--json', 'report.json');
    expect(report('given.json')).toEqual(report('report.json'));
    expect(jsonLines(stderr).at(-1)).toMatchObject({ event: 'progress', fraction: 1 });
  });

  it('says so when the tables differ in size', async () => {
    await cvd(['sample', 'model.cvd', '--rows', '500', '--out', 'few.csv'], inFolder);
    const { code, stdout } = await cvd(['evaluate', 'real.csv', 'few.csv'], inFolder);
    expect(code).toBe(0);
    expect(stdout).toMatch(/500.*700|700.*500/);
    expect(stdout).toContain('Notes');
  });

  it('reads DuckDB tables and Parquet files as it reads CSV', async () => {
    await cvd(['sample', 'model.cvd', '--rows', '700', '--out', 'duckdb:rows.db#synthetic'], inFolder);
    await cvd(['sample', 'model.cvd', '--rows', '700', '--out', 'rows.parquet'], inFolder);
    await evaluate('--json', 'report.json');
    for (const place of ['duckdb:rows.db#synthetic', 'rows.parquet']) {
      const { code, stderr } = await cvd(['evaluate', 'real.csv', place, '--json', 'other.json'], inFolder);
      expect(code, stderr).toBe(0);
      expect(report('other.json').quality).toEqual(report('report.json').quality);
    }
  });
});
