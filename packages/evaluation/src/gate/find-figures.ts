import { InvalidGateError } from '../errors/invalid-gate-error.js';
import type { EvaluationReport } from '../evaluation-report.js';
import type { Interval } from '../figures/figure.js';
import type { GateKey, KeyStep } from './gate-key.js';
import { nearestNames } from './nearest-names.js';
import { inputsOf, inputWords } from './needed-inputs.js';

/** A figure of a report, or why it is not there. */
export interface FoundFigure {
  /** Its own key: an entry's name in place of `*`. */
  readonly key: string;
  /** The entry that `*` stands for; null without one. */
  readonly entry: string | null;
  readonly value: number | null;
  readonly interval: Interval | null;
  /** Why there is no value. */
  readonly because: string | null;
}

interface Place {
  readonly key: string;
  readonly entry: string | null;
  readonly value: unknown;
  /** What stands above it, the nearest last. */
  readonly above: readonly unknown[];
}

type Entry = Readonly<Record<string, unknown>>;

const propertyOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Entry)[name] : undefined;

/** What an entry of a list is about: a column, or several. */
const entryName = (entry: unknown): string => {
  const columns = propertyOf(entry, 'columns');
  return Array.isArray(columns) ? columns.join(' × ') : String(propertyOf(entry, 'column'));
};

/** Pairs without a trend have no score by design: nothing is missing there. */
const counts = (entry: unknown): boolean => propertyOf(entry, 'counted') !== false;

const stepFrom = (place: Place, step: KeyStep): readonly Place[] => {
  const { key, entry, value, above } = place;
  if (step.kind === 'property') {
    const inner = propertyOf(value, step.name);
    return [{ key: key === '' ? step.name : `${key}.${step.name}`, entry, value: inner, above: [...above, value] }];
  }
  const found = (each: unknown): Place => {
    const name = entryName(each);
    const one = step.kind === 'every' ? name : entry;
    return { key: `${key}[${name}]`, entry: one, value: each, above: [...above, value] };
  };
  const list = Array.isArray(value) ? value : [];
  if (step.kind === 'every') {
    const places = list.filter(counts).map(found);
    return places.length > 0 ? places : [{ key: `${key}[*]`, entry: null, value: undefined, above: [...above, value] }];
  }
  const named = list.filter((each) => entryName(each) === step.name);
  if (named.length > 0) return named.map(found);
  if (list.length === 0) return [{ ...place, key: `${key}[${step.name}]`, value: undefined }];
  const nearest = nearestNames(step.name, [...new Set(list.map(entryName))]);
  throw new InvalidGateError(
    `${key}[${step.name}]`,
    `the report has no entry "${step.name}" there; most like it are ${nearest.map((name) => `"${name}"`).join(', ')}`,
  );
};

/** Why a figure is not there: its own reason, that of what it stands in, or what it takes. */
const whyAbsent = (key: string, above: readonly unknown[]): string => {
  for (const holder of above.toReversed())
    for (const name of ['because', 'error']) {
      const reason = propertyOf(holder, name);
      if (typeof reason === 'string') return reason;
    }
  const inputs = inputsOf(key).map((input) => inputWords[input]);
  return inputs.length > 0 ? `it takes ${inputs.join(' and ')}` : 'the report does not have it';
};

/**
 * The figures that a key names.
 * @throws {InvalidGateError} when the key names an entry that the report's list does not have
 */
export const findFigures = (report: EvaluationReport, { steps, interval }: GateKey): readonly FoundFigure[] => {
  let places: readonly Place[] = [{ key: '', entry: null, value: report, above: [] }];
  for (const step of steps) places = places.flatMap((place) => stepFrom(place, step));
  return places.map(({ key, entry, value, above }): FoundFigure => {
    if (typeof value !== 'number') return { key, entry, value: null, interval: null, because: whyAbsent(key, above) };
    const beside = (interval ?? '').split('.').reduce<unknown>((at, name) => propertyOf(at, name), above.at(-1));
    return { key, entry, value, interval: (beside as Interval | null | undefined) ?? null, because: null };
  });
};
