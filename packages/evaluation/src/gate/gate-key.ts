import { reportKeys } from './report-keys.js';

/** A step into a report: a property, or entries of a list. */
export type KeyStep =
  | { readonly kind: 'property'; readonly name: string }
  | { readonly kind: 'entry'; readonly name: string }
  | { readonly kind: 'every' };

/** A key of a gate, taken apart. */
export interface GateKey {
  readonly steps: readonly KeyStep[];
  /** The same with `[*]` for whatever entry: the key of {@link reportKeys}. */
  readonly pattern: string;
  /** Where the figure's interval stands beside it; null where it has none. */
  readonly interval: string | null;
}

/** A name, or brackets, which may hold anything (names of columns do): they end before a dot or at the end. */
const STEP = /(?:^|\.)([^.[\]]+)|\[(.*?)\](?=\.|$)/gsy;

/** The steps of a key; null where it is no key at all. */
const stepsOf = (key: string): readonly KeyStep[] | null => {
  const steps: KeyStep[] = [];
  let end = 0;
  for (const match of key.matchAll(STEP)) {
    const [whole, property, entry] = match;
    end = match.index + whole.length;
    if (property !== undefined) steps.push({ kind: 'property', name: property });
    else steps.push(entry === '*' ? { kind: 'every' } : { kind: 'entry', name: entry! });
  }
  return end === key.length && steps.length > 0 ? steps : null;
};

/** null for a key that no report has a number at. */
export const parseGateKey = (key: string): GateKey | null => {
  const steps = stepsOf(key);
  if (steps === null) return null;
  const pattern = steps.reduce(
    (text, step) => (step.kind === 'property' ? `${text}${text === '' ? '' : '.'}${step.name}` : `${text}[*]`),
    '',
  );
  return Object.hasOwn(reportKeys, pattern) ? { steps, pattern, interval: reportKeys[pattern]! } : null;
};
