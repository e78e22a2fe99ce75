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
});
