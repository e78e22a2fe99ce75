import { createRandomSource, gatherRows, type Table, tableFromColumns } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import {
  attributeInference,
  linkability,
  membershipInference,
  privacyAttacks,
  riskOverControl,
  singlingOut,
} from '../src/attacks/index.js';
import { rate } from '../src/figures/rate.js';
import { shuffledRows } from '../src/seeded-rows.js';
import { asMetadata, fixture, readTable } from './support.js';

const { metadata: cvd } = JSON.parse(fixture('fixtures/sdmetrics/cvd.json'));
const metadata = asMetadata(cvd);
const all = await readTable('../../../tests/fixtures/cvd/train.csv', cvd);
const order = shuffledRows(all.rows, createRandomSource(1));
const part = (from: number, to: number): Table => gatherRows(all, order.subarray(from, to));
const [training, holdout, fresh] = [part(0, 800), part(800, 1600), part(1600, 2400)];

/** Two tables of 800 rows each: a copy of the training rows, and rows that know nothing of them. */
const copied = { training, holdout, synthetic: training };
const unrelated = { training, holdout, synthetic: fresh };
const options = { metadata, targets: 400 };

describe('riskOverControl', () => {
  const cases: readonly Record<'trials' | 'attack' | 'control' | 'confidence' | 'risk' | 'low' | 'high', number>[] =
    JSON.parse(fixture('fixtures/anonymeter/risks.json'));

  it.each(cases)(
    'is Anonymeter’s for $attack and $control of $trials',
    ({ trials, attack, control, confidence, ...expected }) => {
      const found = riskOverControl(rate(attack, trials, confidence), rate(control, trials, confidence), confidence);
      // A handful of operations on doubles.
      expect(Math.abs(found.risk! - expected.risk)).toBeLessThan(1e-12);
      expect(found).toMatchObject({
        interval: { low: expect.closeTo(expected.low, 12), high: expect.closeTo(expected.high, 12), confidence },
      });
    },
  );
});

describe('membershipInference', () => {
  it('finds the rows of a copier and none of a stranger', async () => {
    const found = await membershipInference(copied, options);
    expect(found.auc).toBeGreaterThan(0.99);
    expect(found).toMatchObject({ members: 200, nonMembers: 200, reference: 400, tried: 5 });
    expect(found.truePositivesAt1Percent).toEqual({
      value: null,
      because: 'it takes 500 non-members, and there are 200',
    });

    const none = await membershipInference(unrelated, options);
    if (none.auc === null) throw new Error(none.because);
    expect(none.interval.method).toBe('DeLong');
    // 4 of DeLong's standard errors.
    const reach = (4 * (none.interval.high - none.interval.low)) / 2 / 1.96;
    expect(Math.abs(none.auc - 0.5)).toBeLessThan(reach);
  });

  it('counts true positives at 1 % false with 500 non-members that were not chosen on', async () => {
    const large = { training, holdout: part(800, 2000), synthetic: training };
    const few = { ...options, targets: 200 };
    const { truePositivesAt1Percent, nonMembers, members } = await membershipInference(large, few);
    expect([nonMembers, members]).toEqual([500, 500]);
    expect(truePositivesAt1Percent.value).toBeGreaterThan(0.99);
    const stranger = await membershipInference({ ...large, synthetic: part(2000, 2770) }, few);
    // 1 % of 500 members with a standard error of .0045, and as much from the threshold; 4 of both.
    expect(stranger.truePositivesAt1Percent.value).toBeLessThan(0.01 + 4 * Math.SQRT2 * 0.0045);
  });

  it('finds what only some columns give away', async () => {
    const random = createRandomSource(4);
    const columns = Array.from({ length: 4 }, (_, c) => [`n${c}`, { sdtype: 'numerical' }] as const);
    // Two columns are copied from training, the two others are noise that hides it.
    const rows = (copiedFrom: number, from: number): Table =>
      tableFromColumns(
        columns.map(([name], c) => {
          const first = c < 2 ? copiedFrom : from;
          return [name, Array.from({ length: 400 }, (_, row) => random.uniform(first + row, c))] as const;
        }),
      );
    const tables = { training: rows(0, 0), holdout: rows(1000, 1000), synthetic: rows(0, 2000) };
    const metadata = asMetadata({ columns: Object.fromEntries(columns) });
    // A seed that splits the columns so.
    const found = await membershipInference(tables, { metadata, seed: 1 });
    expect(found.known).toEqual(['n0', 'n1']);
    expect(found.auc).toBeGreaterThan(0.95);
  });

  it('chooses its columns without favour: no more than chance on rows that know nothing of training', async () => {
    let standardized = 0;
    const runs = 8;
    for (let seed = 0; seed < runs; seed++) {
      const rows = shuffledRows(all.rows, createRandomSource(seed));
      const drawn = (from: number): Table => gatherRows(all, rows.subarray(from, from + 400));
      const tables = { training: drawn(0), holdout: drawn(400), synthetic: drawn(800) };
      const found = await membershipInference(tables, { metadata, seed });
      if (found.auc === null) throw new Error(found.because);
      standardized += (found.auc - 0.5) / ((found.interval.high - found.interval.low) / 2 / 1.96);
    }
    // The mean of 8 standard normal figures; 4 of its standard errors.
    expect(Math.abs(standardized / runs)).toBeLessThan(4 / Math.sqrt(runs));
  });

  it('says why too few rows tell nothing', async () => {
    const few = { training: training.slice(0, 39), holdout, synthetic: fresh };
    expect(await membershipInference(few, options)).toMatchObject({
      auc: null,
      because: expect.stringMatching(/80 rows in the holdout and 40 in training/),
      tried: 0,
    });
  });
});

describe.each([
  ['attributeInference', attributeInference],
  ['linkability', linkability],
  ['singlingOut', singlingOut],
] as const)('%s', (_, attack) => {
  it('works on a copier, and no better than on strangers where nothing was copied', async () => {
    const found = await attack(copied, options);
    if (found.risk === null) throw new Error(found.because);
    expect(found.risk).toBeGreaterThan(0.5);
    expect(found.interval.low).toBeGreaterThan(0.3);
    const none = await attack(unrelated, options);
    if (none.risk === null) throw new Error(none.because);
    expect(none.interval.low).toBeLessThan(0.05);
    expect(none.risk).toBeLessThan(found.risk / 2);
  });

  it('gives the same for the same seed, and is plain JSON', async () => {
    const few = { ...options, targets: 80 };
    const one = await attack(unrelated, few);
    expect(await attack(unrelated, few)).toEqual(one);
    expect(JSON.parse(JSON.stringify(one))).toEqual(one);
    expect(await attack(unrelated, { ...few, seed: 1 })).not.toEqual(one);
  });

  it('says why five rows, or one column, tell nothing', async () => {
    const five = { training: training.slice(0, 5), holdout: holdout.slice(0, 5), synthetic: fresh.slice(0, 5) };
    expect(await attack(five, options)).toMatchObject({
      risk: null,
      because: expect.stringMatching(/at least 40 rows/),
    });
    const narrow = asMetadata({ columns: { BMI: { sdtype: 'numerical' } } });
    expect(await attack(unrelated, { ...options, metadata: narrow })).toMatchObject({
      risk: null,
      because: expect.stringMatching(/two columns/),
    });
  });
});

describe('attributeInference', () => {
  it('is not fooled by negative numbers, and leaves missing secrets out', async () => {
    const random = createRandomSource(2);
    const rows = (from: number): Table =>
      tableFromColumns({
        a: Array.from({ length: 300 }, (_, row) => random.uniform(from + row, 0)),
        b: Array.from({ length: 300 }, (_, row) => (row % 10 === 0 ? null : -1000 * random.uniform(from + row, 1))),
      });
    const tables = { training: rows(0), holdout: rows(1000), synthetic: rows(2000) };
    const columns = { a: { sdtype: 'numerical' }, b: { sdtype: 'numerical' } };
    const found = await attributeInference(tables, { metadata: asMetadata({ columns }), targets: 300 });
    // With a signed divisor every negative guess would be right.
    expect(found.attack.value).toBeLessThan(0.3);
    expect(found.control.value).toBeLessThan(0.3);
    expect(found.tried).toBe(2);
  });
});

describe('linkability', () => {
  it('links the more the more neighbours each half may have, in the control too', async () => {
    const one = await linkability(unrelated, options);
    const ten = await linkability(unrelated, { ...options, neighbours: 10 });
    expect([one.neighbours, ten.neighbours]).toEqual([1, 10]);
    expect(ten.attack.value).toBeGreaterThan(one.attack.value! + 0.1);
    expect(ten.control.value).toBeGreaterThan(one.control.value! + 0.1);
  });

  it('takes more neighbours than there are synthetic rows, and refuses no number of them', async () => {
    const found = await linkability(
      { training, holdout, synthetic: fresh.slice(0, 3) },
      { ...options, neighbours: 32 },
    );
    expect(found.attack.value).toBe(1);
    for (const neighbours of [0, 33, 1.5])
      await expect(linkability(unrelated, { ...options, neighbours })).rejects.toMatchObject({
        code: 'CVD_INVALID_OPTION',
      });
  });
});

describe('privacyAttacks', () => {
  it('runs those that are named, and says which were not', async () => {
    const report = await privacyAttacks(training, fresh, { ...options, attacks: ['membership'], holdout });
    expect(report.notRun).toEqual(['attributeInference', 'singlingOut', 'linkability']);
    expect(report.membership).toEqual(await membershipInference(unrelated, options));
    expect(report).not.toHaveProperty('linkability');
    expect(report.notes).toEqual([]);
  });

  it('runs all with progress that never falls, names the patent application, and stops at the signal', async () => {
    const seen: number[] = [];
    const onProgress = ({ fraction }: { readonly fraction: number }) => seen.push(fraction);
    const report = await privacyAttacks(training, fresh, {
      ...options,
      targets: 80,
      attacks: 'all',
      holdout,
      onProgress,
    });
    expect(report.notRun).toEqual([]);
    expect(report.notes).toEqual([expect.stringMatching(/US-20230401336-A1/)]);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);
    const stopped = privacyAttacks(training, fresh, { attacks: 'all', holdout, metadata, signal: AbortSignal.abort() });
    await expect(stopped).rejects.toMatchObject({ code: 'CVD_ABORTED' });
  });

  it('computes nothing without a holdout, and refuses attacks that it does not know', async () => {
    const none = await privacyAttacks(training, fresh, { attacks: 'all', metadata });
    expect(none.membership).toEqual({ value: null, because: 'no holdout was given' });
    const unknown = privacyAttacks(training, fresh, { attacks: ['theft' as never], holdout });
    await expect(unknown).rejects.toMatchObject({ code: 'CVD_INVALID_OPTION' });
  });
});
