import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { succeed } from './support/command.js';
import { readText, root } from './support/workspace.js';

const folder = mkdtempSync(join(tmpdir(), 'cvd-examples-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (example: string, ...args: string[]): Promise<string> =>
  succeed(process.execPath, [`${root}/examples/${example}`, ...args], { cwd: folder });

describe('examples', () => {
  it('quickstart writes a model and 10,000 rows, and prints a score', async () => {
    const printed = await run('quickstart/quickstart.mjs', 'out');
    expect(printed).toMatch(/^Quality score 0\.9\d\d$/m);
    expect(readdirSync(join(folder, 'out')).sort()).toEqual(['model.cvd', 'synthetic.csv']);
    const lines = readFileSync(join(folder, 'out', 'synthetic.csv'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(lines).toHaveLength(10_001);
    expect(lines[0]).toBe(readText('examples/data/cvd_small.csv').split(/\r?\n/, 1)[0]);
  });

  it('conditions are met, and impossible ones refused', async () => {
    const printed = await run('conditions/conditions.mjs');
    const [, rows, lowest] = /^(\d+) rows; lowest BMI ([\d.]+)$/m.exec(printed) ?? [];
    expect(Number(rows)).toBe(1000);
    expect(Number(lowest)).toBeGreaterThanOrEqual(30);
    expect(printed).toMatch(/^CVD_(IMPOSSIBLE_CONDITION|CONDITION_TOO_RARE): /m);
  });

  it('a synthesizer from outside runs and beats independent columns at the pairs it models', async () => {
    const printed = await run('custom-synthesizer/run.mjs');
    expect(printed).toMatch(/^Quality score 0\.\d{3}$/m);
    const pairs = (name: string): number =>
      Number(new RegExp(`^\\s*${name}(?:\\s+[\\d.]+){2}\\s+([\\d.]+)$`, 'm').exec(printed)?.[1]);
    expect(pairs('this table')).toBeGreaterThan(pairs('independent columns'));
  });

  it('each has a README that names its program', () => {
    for (const example of ['quickstart', 'conditions', 'custom-synthesizer', 'browser']) {
      const [program] = /examples\/[\w./-]+\.mjs/.exec(readText(`examples/${example}/README.md`)) ?? [];
      expect(readdirSync(`${root}/examples/${example}`)).toContain(program?.split('/').at(-1));
    }
  });
});
