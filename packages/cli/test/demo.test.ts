import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDuckdb } from '@cvd/duckdb-sink';
import { describe, expect, it } from 'vitest';
import { cvd } from './support/cvd.js';
import { temporaryFolder } from './support/folder.js';

const folder = temporaryFolder();

describe('cvd demo', () => {
  it('learns, samples 10,000 rows, scores them, writes CSV and DuckDB, and says where and what next', async () => {
    const { code, stdout, stderr } = await cvd(['demo'], { cwd: folder });
    expect(code, stderr).toBe(0);
    expect(stderr).toMatch(/Read 3,463 real rows × 19 columns/);
    // The seed is fixed and the score 0.973: these bounds leave room for other drawing, not for trends that are lost.
    const score = Number(/^Quality score (0\.\d{3})$/m.exec(stdout)?.[1]);
    const independent = Number(/^ +independent columns +(0\.\d{3})/m.exec(stdout)?.[1]);
    expect(score).toBeGreaterThanOrEqual(0.95);
    expect(score - independent, 'what the score is worth').toBeGreaterThanOrEqual(0.05);
    expect(stdout).toMatch(/3,463 synthetic rows against 3,463 real ones/);
    for (const place of ['cvd-demo/synthetic.csv', 'cvd-demo/synthetic.db', 'cvd-demo/model.cvd']) {
      expect(stdout).toContain(join(...place.split('/')));
    }
    expect(stdout).toContain('What to try next');
    expect(readdirSync(join(folder, 'cvd-demo')).sort()).toEqual(['model.cvd', 'synthetic.csv', 'synthetic.db']);
    const csv = readFileSync(join(folder, 'cvd-demo', 'synthetic.csv'), 'utf8');
    expect(csv.trimEnd().split('\n')).toHaveLength(10_001);
    expect((await readDuckdb(join(folder, 'cvd-demo', 'synthetic.db'), 'synthetic')).rows).toBe(10_000);
  });

  it('can be run again', async () => {
    const { code, stderr } = await cvd(['demo', '--quiet'], { cwd: folder });
    expect(code, stderr).toBe(0);
    expect(stderr).toBe('');
  });

  it.each([
    ['ctgan', ['generatorDim=[16]', 'discriminatorDim=[16]'], '0.865', '0.741'],
    ['tvae', ['compressDims=[16]', 'decompressDims=[16]'], '0.847', '0.813'],
  ])('--method %s prints the figures of the Python package beside its own', async (method, small, overall, pairs) => {
    const settings = [...small, 'embeddingDim=8', 'epochs=3'].flatMap((setting) => ['--set', setting]);
    const { code, stdout, stderr } = await cvd(['demo', '--method', method, '--out', method, ...settings], {
      cwd: folder,
    });
    expect(code, stderr).toBe(0);
    expect(stderr).toMatch(/Read 2,770 real rows × 19 columns/);
    expect(stdout).toContain('2,770 synthetic rows against the 2,770 real ones');
    const row = (name: string): string[] => {
      const line = stdout.split('\n').find((text) => text.trim().startsWith(name));
      return [...line!.matchAll(/\b[01]\.\d{3}\b/g)].map(([figure]) => figure);
    };
    expect(row(`${method.toUpperCase()} in Python`)).toEqual([overall, pairs]);
    for (const name of [`${method}, this model (seed 7, 3 epochs)`, 'columns drawn independently', 'real rows drawn'])
      expect(row(name), name).toHaveLength(2);
    expect(readdirSync(join(folder, method)).sort()).toEqual(['model.cvd', 'synthetic.csv']);
    const csv = readFileSync(join(folder, method, 'synthetic.csv'), 'utf8');
    expect(csv.trimEnd().split('\n')).toHaveLength(2771);
  });

  it('knows no other methods', async () => {
    const { code, stderr } = await cvd(['demo', '--method', 'gan'], { cwd: folder });
    expect([code, stderr]).toEqual([2, expect.stringContaining('Known methods: copula, ctgan, tvae')]);
  });
});
