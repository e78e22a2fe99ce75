import { describe, expect, it } from 'vitest';
import type { EvaluationReport } from '../evaluation-report.js';
import { checkGate } from './check-gate.js';
import { formatGateResult } from './format-gate-result.js';
import type { Gate } from './gate.js';

const interval = (low: number, high: number) => ({ low, high, confidence: 0.95, method: 'by hand' });

/** The parts of a report that these gates read. */
const report = {
  quality: {
    score: 0.85,
    interval: interval(0.83, 0.87),
    columnShapes: {
      score: 0.9,
      columns: [
        { column: 'age', metric: 'KSComplement', score: 0.95 },
        { column: 'a.b', metric: 'TVComplement', score: 0.7 },
        { column: 'empty', metric: 'KSComplement', score: null, error: 'there is no value' },
      ],
    },
    columnPairTrends: {
      score: null,
      pairs: [
        { columns: ['age', 'a.b'], score: 0.6, counted: true },
        { columns: ['age', 'empty'], score: null, counted: false },
      ],
    },
  },
  fidelity: { c2st: { boostedTrees: { auc: null, because: 'there are 4 rows', ceiling: null, floor: null } } },
  utility: { tstr: { linear: { because: 'there is one class' } } },
  baselines: {
    holdout: { score: 0.9, columns: ['age', 'a.b', 'empty'].map((column) => ({ column, score: 0.96 })) },
    thisTable: { score: 0.84 },
  },
} as unknown as EvaluationReport;

const only = (gate: Gate) => {
  const { checks, passed } = checkGate(report, gate);
  expect(checks).toHaveLength(1);
  expect(passed).toBe(checks[0]!.passed);
  return checks[0]!;
};

describe('checkGate', () => {
  it('holds a figure to its bounds, which it may reach', () => {
    expect(only({ 'quality.score': { min: 0.85, max: 0.85 } })).toEqual({
      key: 'quality.score',
      value: 0.85,
      interval: report.quality.interval,
      threshold: { min: 0.85, max: 0.85, by: 'value' },
      passed: true,
    });
    expect(only({ 'quality.score': { min: 0.8501 } })).toMatchObject({
      passed: false,
      because: '0.8500 is below 0.8501',
    });
    expect(only({ 'quality.score': { max: 0.8, why: 'as a test' } })).toMatchObject({
      passed: false,
      because: '0.850 is above 0.800',
      why: 'as a test',
    });
  });

  it('holds the far end of the interval to them where the gate says so', () => {
    expect(only({ 'quality.score': { min: 0.83, max: 0.87, by: 'interval' } }).passed).toBe(true);
    expect(only({ 'quality.score': { min: 0.84, by: 'interval' } })).toMatchObject({
      passed: false,
      because: 'the lower end of its interval, 0.830, is below 0.840',
    });
    expect(only({ 'quality.score': { max: 0.86, by: 'interval' } }).because).toMatch(/^the upper end/);
    expect(only({ 'quality.columnShapes.score': { min: 0.1, by: 'interval' } })).toMatchObject({
      passed: false,
      because: 'it has no interval here',
    });
  });

  it('takes bounds from other figures', () => {
    const to = (times: number, plus: number): Gate => ({
      'baselines.thisTable.score': { min: { of: 'baselines.holdout.score', times, plus } },
    });
    expect(only(to(0.95, -0.02))).toMatchObject({ passed: true, threshold: { min: 0.95 * 0.9 - 0.02 } });
    expect(only(to(1, -0.05)).passed).toBe(false);
    expect(only({ 'quality.score': { min: { of: 'quality.columnPairTrends.score' } } })).toMatchObject({
      passed: false,
      threshold: { min: null },
      because: expect.stringMatching(/^quality.columnPairTrends.score was not computed/),
    });
  });

  it('checks every entry of a list, each against its own, and leaves out pairs that do not count', () => {
    const { checks } = checkGate(report, {
      'quality.columnShapes.columns[*].score': { min: { of: 'baselines.holdout.columns[*].score', plus: -0.05 } },
      'quality.columnPairTrends.pairs[*].score': { min: 0.5 },
    });
    expect(checks.map(({ key, passed }) => [key, passed])).toEqual([
      ['quality.columnShapes.columns[age].score', true],
      ['quality.columnShapes.columns[a.b].score', false],
      ['quality.columnShapes.columns[empty].score', false],
      ['quality.columnPairTrends.pairs[age × a.b].score', true],
    ]);
    expect(checks[2]!.because).toBe('not computed: there is no value');
    expect(only({ 'quality.columnShapes.columns[a.b].score': { min: 0.7 } }).passed).toBe(true);
  });

  it.each<[key: string, reason: string]>([
    ['fidelity.c2st.boostedTrees.auc', 'there are 4 rows'],
    ['utility.tstr.linear.auc', 'there is one class'],
    ['privacy.attacks.membership.auc', 'it takes a holdout and the attack membership'],
    ['privacy.identicalShare', 'it takes a holdout'],
    ['fidelity.c2stTrain.logistic.auc', 'the report does not have it'],
  ])('fails %s, which was not computed, with its reason, unless it is optional', (key, reason) => {
    const because = `not computed: ${reason}`;
    expect(only({ [key]: { max: 1 } })).toMatchObject({ value: null, passed: false, because });
    expect(only({ [key]: { max: 1, optional: true } })).toMatchObject({ value: null, passed: true, because });
  });

  it('gives plain JSON', () => {
    const result = checkGate(report, { 'quality.score': { min: 0.9 }, 'privacy.identicalShare': { max: 0 } });
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });

  it.each<[gate: unknown, says: RegExp]>([
    [{ 'quality.scor': { min: 0.9 } }, /^Gate, at "quality.scor": no report .* most like it are quality\.score,/],
    [{ 'fidelity.c2st.boostedtrees.auc': { max: 1 } }, /fidelity\.c2st\.boostedTrees\.auc/],
    [{ 'quality.columnShapes[*].score': { max: 1 } }, /quality\.columnShapes\.columns\[\*\]\.score/],
    [{ 'quality.columnShapes.columns.score': { max: 1 } }, /quality\.columnShapes\.columns\[\*\]\.score/],
    [{ 'quality.columnShapes.columns[aeg].score': { max: 1 } }, /no entry "aeg" there; most like it are "age"/],
    [{ constructor: { max: 1 } }, /no report has/],
    [{ 'quality.score': { max: { of: 'quality.scores' } } }, /^Gate, at "quality.score.max": .*quality\.score,/],
    [{ 'quality.score': { max: { of: 'baselines.holdout.columns[*].score' } } }, /many figures where one is needed/],
    [{ 'quality.score': { max: { times: 2 } } }, /name the other figure/],
    [{ 'quality.score': { max: { of: 'rows.real', minus: 2 } } }, /"minus" is not known.*of, times, plus/],
    [{ 'quality.score': {} }, /nothing is demanded/],
    [{ 'quality.score': 0.9 }, /a threshold was expected/],
    [{ 'quality.score': { minimum: 0.9 } }, /"minimum" is not known. Known options: min, max/],
    [{ 'quality.score': { min: '0.9' } }, /"min" must be a number; got "0.9"/],
    [{ 'quality.score': { min: Number.NaN } }, /not finite/],
    [{ 'quality.score': { min: 0.9, max: 0.1 } }, /swap/],
    [{ 'quality.score': { min: 0.9, by: 'low' } }, /one of "value", "interval"/],
    [{ 'rows.real': { min: 9, by: 'interval' } }, /never has an interval/],
    [{}, /no threshold/],
    [{ $schema: 'x' }, /no threshold/],
    [[], /an object of thresholds/],
    [null, /an object of thresholds/],
  ])('refuses %j', (gate, says) => {
    let error: unknown;
    try {
      checkGate(report, gate as Gate);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({ code: 'CVD_INVALID_GATE', message: expect.stringMatching(says) });
  });
});

describe('formatGateResult', () => {
  it('shows what failed in a table, and nothing else', () => {
    const result = checkGate(report, {
      'quality.score': { min: 0.86, by: 'interval', why: 'too far from real rows' },
      'baselines.thisTable.score': { min: 0.8 },
      'utility.tstr.linear.auc': { min: 0.8 },
      'privacy.identicalShare': { max: 0, optional: true },
    });
    expect(formatGateResult(result)).toBe(
      `Gate failed: 2 of 4 checks, 1 of them without a figure
                                         figure  wanted
  quality.score            0.850 [0.830, 0.870]  at least 0.86  the lower end of its interval, 0.830, is below 0.860; too far from real rows
  utility.tstr.linear.auc                   n/a  at least 0.8   not computed: there is one class
`,
    );
  });

  it('is one line where nothing failed', () => {
    expect(formatGateResult(checkGate(report, { 'quality.score': { min: 0.8 } }))).toBe('Gate passed, 1 check\n');
  });
});
