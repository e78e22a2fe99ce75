// The harness of the public benchmark on a small table: figures, what fails, going on after an interruption, the page and the picture.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATASETS } from '../benchmarks/public/datasets.mjs';
import { modeOf } from '../benchmarks/public/mode.mjs';
import { writePage } from '../benchmarks/public/page.mjs';
import { type Cell, planOf } from '../benchmarks/public/plan.mjs';
import { runCells } from '../benchmarks/public/run-cells.mjs';
import { openStore } from '../benchmarks/public/store.mjs';

const folder = mkdtempSync(join(tmpdir(), 'cvd-public-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const diabetes = { ...DATASETS.find(({ name }) => name === 'diabetes')!, title: 'Sugar <& more>' };
const mode = {
  ...modeOf(true),
  datasets: [diabetes],
  cut: 200,
  rateRows: 100,
  work: folder,
  results: folder,
  page: folder,
};
const [realRows, copula] = ['diabetes.baseline-holdout.0', 'diabetes.ours-copula.0'] as const;
const planned: Cell[] = planOf(mode, ['ours', 'baseline']).filter(({ id }: Cell) =>
  [realRows, copula].includes(id as never),
);
const cells: Cell[] = [...planned, { ...planned[1]!, id: 'diabetes.ours-ctgan.0', method: 'ctgan', epochs: -1 }];
const store = openStore(folder);

const run = async (options = {}): Promise<string[]> => {
  const lines: string[] = [];
  await runCells(cells, mode, store, { ...options, log: (line: string) => lines.push(line) });
  return lines;
};

describe('the public benchmark', () => {
  let log: string[] = [];
  beforeAll(async () => {
    log = await run();
  });

  it('says what it measures and how long it will take', () => {
    expect(log[0]).toMatch(/^\[1\/3\] diabetes\.baseline-holdout\.0 … about \d+ s left$/);
  });

  it('keeps figures with the hash of the bytes, versions and what the fit took', () => {
    const result = store.of({ id: copula });
    expect(result.sha256.train).toMatch(/^[0-9a-f]{64}$/);
    expect(result.versions.node).toBe(process.version);
    expect(result.fit.seconds).toBeGreaterThan(0);
    expect(result.fit.peakMB).toBeGreaterThan(20);
    expect(result.figures.rows).toMatchObject({ train: 160, holdout: 40, synthetic: 160, compared: 40 });
    expect(result.figures.quality.trends.score).toBeGreaterThan(0.75);
    expect(result.figures.c2st.boostedTrees.interval).toHaveLength(2);
    expect(result.figures.identical.value).toBe(0);
    // Real rows are worth what real rows are worth, whatever stands beside them.
    expect(result.figures.trtr).toEqual(store.of({ id: realRows }).figures.trtr);
  });

  it('makes a row of a cell that fails', () => {
    expect(store.of({ id: 'diabetes.ours-ctgan.0' }).failed).toMatch(/^InvalidOptionError: .*epochs/);
    expect(log.at(-1)).toMatch(/failed: /);
  });

  it('writes the table and the picture', () => {
    const page = readFileSync(writePage(store.all(), mode), 'utf8');
    expect(page).toContain('160 rows to learn from, 40 held out; target `progression`');
    expect(page).toMatch(/\| copula \| 0\.\d{3} \| 0\.\d{3} \|/);
    expect(page).toMatch(/\| CTGAN, seed 0 \| failed: InvalidOptionError: /);
    expect(page).toMatch(/^- Sugar .*the best of ours beside real rows: quality/m);
    const picture = readFileSync(join(folder, 'quality-and-time.svg'), 'utf8');
    expect(picture).toContain('Sugar &lt;&amp; more&gt;');
    expect(picture).toMatch(/<circle [^>]*class="copula"><title>copula: 0\.\d{3} in /);
    expect(picture).toContain('>real rows</text>');
    expect(picture).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('goes on where it stopped, and tries again what failed', async () => {
    const before = store.of({ id: copula });
    const lines = await run();
    expect(lines[0]).toMatch(/^going on: 2 of 3 cells/);
    expect(lines.filter((line) => line.startsWith('['))).toEqual([expect.stringContaining('diabetes.ours-ctgan.0')]);
    expect(store.of({ id: copula })).toEqual(before);
  });

  it('keeps nothing half-written', () => {
    expect(existsSync(join(folder, 'public.json.tmp'))).toBe(false);
  });
});
