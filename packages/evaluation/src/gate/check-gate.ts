import type { EvaluationReport } from '../evaluation-report.js';
import { checkGateShape } from './check-gate-shape.js';
import { distinctDigits } from './distinct-digits.js';
import { type FoundFigure, findFigures } from './find-figures.js';
import type { Bound, Gate, Threshold } from './gate.js';
import { parseGateKey } from './gate-key.js';
import type { GateCheck, GateResult } from './gate-result.js';

type ResolvedBound = { readonly value: number } | { readonly value: null; readonly because: string };

/** A bound as a number; of another figure's entries that of the same one. */
const resolveBound = (report: EvaluationReport, bound: Bound, entry: string | null): ResolvedBound => {
  if (typeof bound === 'number') return { value: bound };
  const { of, times = 1, plus = 0 } = bound;
  const others = findFigures(report, parseGateKey(of)!);
  const other =
    others.length === 1 && others[0]!.entry === null ? others[0]! : others.find((each) => each.entry === entry);
  if (other === undefined) return { value: null, because: `${of} has no entry "${entry}"` };
  if (other.value === null) return { value: null, because: `${other.key} was not computed: ${other.because}` };
  return { value: times * other.value + plus };
};

/** What is wrong with a figure that was computed; null when nothing is. */
const whyOutside = (figure: FoundFigure, threshold: Threshold, min?: number, max?: number): string | null => {
  const value = figure.value!;
  const cautious = threshold.by === 'interval';
  const [low, high] = cautious ? [figure.interval!.low, figure.interval!.high] : [value, value];
  const compared = (found: number, bound: number, end: string, word: string): string => {
    const [shown, limit] = distinctDigits(found, bound);
    return `${cautious ? `the ${end} end of its interval, ` : ''}${shown}${cautious ? ',' : ''} is ${word} ${limit}`;
  };
  if (min !== undefined && !(low >= min)) return compared(low, min, 'lower', 'below');
  if (max !== undefined && !(high <= max)) return compared(high, max, 'upper', 'above');
  return null;
};

const checkFigure = (report: EvaluationReport, figure: FoundFigure, threshold: Threshold): GateCheck => {
  const { key, entry, value, interval } = figure;
  const { by = 'value', optional = false, why } = threshold;
  const resolved = (bound: Bound | undefined) => (bound === undefined ? undefined : resolveBound(report, bound, entry));
  const [min, max] = [resolved(threshold.min), resolved(threshold.max)];
  const check = (passed: boolean, because: string | null): GateCheck => ({
    key,
    value,
    ...(interval !== null && { interval }),
    threshold: { ...(min && { min: min.value }), ...(max && { max: max.value }), by },
    passed,
    ...(because !== null && { because }),
    ...(why !== undefined && { why }),
  });
  if (value === null) return check(optional, `not computed: ${figure.because}`);
  for (const bound of [min, max]) if (bound?.value === null) return check(optional, bound.because);
  if (by === 'interval' && interval === null) return check(optional, 'it has no interval here');
  const outside = whyOutside(figure, threshold, min?.value ?? undefined, max?.value ?? undefined);
  return check(outside === null, outside);
};

/**
 * Holds a report to thresholds. A figure that was not computed does not pass, unless its threshold is optional; nor does
 * one whose bound is of such a figure.
 *
 * @throws {InvalidGateError} when the gate has another shape, or names a figure or an entry that there is not: a typing
 * error passes nothing
 *
 * @example
 * const { passed, checks } = checkGate(report, { 'quality.score': { min: 0.9 } });
 * for (const { key, because } of checks.filter((check) => !check.passed)) console.log(key, because);
 */
export const checkGate = (report: EvaluationReport, gate: Gate): GateResult => {
  const checks = Object.entries(checkGateShape(gate)).flatMap(([key, threshold]) =>
    findFigures(report, parseGateKey(key)!).map((figure) => checkFigure(report, figure, threshold)),
  );
  return { passed: checks.every(({ passed }) => passed), checks };
};
