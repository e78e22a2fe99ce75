import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cvd, cvdSmall, jsonLines } from './support/cvd.js';
import { temporaryFolder } from './support/folder.js';

const folder = temporaryFolder();
const inFolder = { cwd: folder };
const path = (name: string): string => join(folder, name);
const report = (name: string) => JSON.parse(readFileSync(path(name), 'utf8'));

/** Parts of the example, so that each evaluation takes seconds. */
beforeAll(() => {
  const [header, ...rows] = readFileSync(cvdSmall, 'utf8').trim().split('\n');
  const parts = { train: [0, 300], rows: [300, 500], holdout: [500, 620] } as const;
  for (const [name, [from, to]] of Object.entries(parts))
    writeFileSync(path(`${name}.csv`), `${[header, ...rows.slice(from, to)].join('\n')}\n`);
  writeFileSync(path('kept.json'), '{ "quality.score": { "min": 0.5 }, "rows.real": { "min": 300 } }');
  writeFileSync(
    path('failed.json'),
    '{ "quality.score": { "min": 0.999, "why": "as a test" }, "rows.real": { "min": 1 } }',
  );
});

const evaluate = (...args: string[]) => cvd(['evaluate', 'train.csv', 'rows.csv', ...args], inFolder);

describe('cvd evaluate --gate', () => {
  it('says in one line that the report is held to, and ends with 0', async () => {
    const { code, stdout, stderr } = await evaluate('--gate', 'kept.json');
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/^Quality score/);
    expect(stdout).toMatch(/\nGate passed, 2 checks\n$/);
  });

  it('prints what failed, ends with 1, and has written the report', async () => {
    const { code, stdout, stderr } = await evaluate('--gate', 'failed.json', '--json', 'failed-report.json');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^Quality score/);
    expect(stdout).toMatch(
      /\nGate failed: 1 of 2 checks\n +figure +wanted\n {2}quality\.score +0\.\d+ +at least 0\.999 .*as a test\n$/,
    );
    expect(stderr).toBe('cvd: The gate failed.json failed: 1 of 2 checks, quality.score. [CVD_GATE_FAILED]\n');
    expect(report('failed-report.json').quality.score).toBeLessThan(0.999);
  });

  it('leaves standard output to the report with --json -', async () => {
    const { code, stdout, stderr } = await evaluate('--gate', 'failed.json', '--json', '-', '--json-progress');
    expect(code).toBe(1);
    expect(JSON.parse(stdout).rows.real).toBe(300);
    const events = jsonLines(stderr);
    expect(events.at(-2)).toMatchObject({ event: 'message', text: expect.stringMatching(/^Gate failed: 1 of 2/) });
    expect(events.at(-1)).toMatchObject({ event: 'error', code: 'CVD_GATE_FAILED' });
  });

  it('is not replaced by the report', async () => {
    const { code, stderr } = await evaluate('--gate', 'kept.json', '--json', 'kept.json');
    expect(code).toBe(2);
    expect(stderr).toMatch(/--gate and --json are one file/);
    expect(existsSync(path('kept.json'))).toBe(true);
  });

  it('asks for the attacks that it reads', async () => {
    writeFileSync(path('attacks.json'), '{ "privacy.attacks.linkability.risk": { "max": 0.2 } }');
    const { code, stderr } = await evaluate('--holdout', 'holdout.csv', '--gate', 'attacks.json');
    expect(code).toBe(2);
    expect(stderr).toMatch(/"privacy\.attacks\.linkability\.risk" takes --attacks linkability\. Add that/);
  });
});

describe('cvd evaluate --attacks', () => {
  it('tries the attacks named, says which were not run, and holds the gate to what they found', async () => {
    writeFileSync(path('attacks.json'), '{ "privacy.attacks.linkability.risk": { "max": 0.5 } }');
    const args = ['--holdout', 'holdout.csv', '--attacks', 'linkability,membership', '--seed', '3'];
    const { code, stdout, stderr } = await evaluate(
      ...args,
      '--gate',
      'attacks.json',
      '--json',
      'attacks-report.json',
      '--json-progress',
    );
    expect(code, stderr).toBe(0);
    const { attacks } = report('attacks-report.json').privacy;
    expect(attacks).toMatchObject({ notRun: ['attributeInference', 'singlingOut'], seed: 3 });
    expect(attacks.membership.auc).toBeGreaterThan(0.3);
    expect(stdout).toContain(`membership inference: AUC ${attacks.membership.auc.toFixed(3)} [`);
    expect(stdout).toContain('not run: attribute inference, singling out');
    expect(stdout).toMatch(/Gate passed, 1 check\n$/);
    const fractions = jsonLines(stderr).flatMap(({ fraction }) => (typeof fraction === 'number' ? [fraction] : []));
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
  });

  it('names all attacks as not run without the option', async () => {
    const { stdout } = await evaluate('--holdout', 'holdout.csv');
    expect(stdout).toContain('not run: membership inference, attribute inference, singling out, linkability');
  });
});
