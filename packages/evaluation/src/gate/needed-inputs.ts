import { type AttackName, attackNames } from '../privacy/attack-name.js';
import type { Gate, Threshold } from './gate.js';

/** What an evaluation must be given for a figure to be computed. */
export type EvaluationInput = 'holdout' | 'target' | 'baselines' | AttackName;

/** The inputs in words. */
export const inputWords: Readonly<Record<EvaluationInput, string>> = {
  holdout: 'a holdout',
  target: 'a target',
  baselines: 'the baselines',
  membership: 'the attack membership',
  attributeInference: 'the attack attributeInference',
  singlingOut: 'the attack singlingOut',
  linkability: 'the attack linkability',
};

/** Of the part of a report below each key; the first that fits counts. */
const needs: readonly (readonly [part: string, inputs: readonly EvaluationInput[]])[] = [
  ['rows.holdout', ['holdout']],
  ['utility', ['holdout', 'target']],
  ...attackNames.map((name) => [`privacy.attacks.${name}`, ['holdout', name]] as const),
  ['privacy', ['holdout']],
  ['baselines.holdout', ['holdout']],
  ['baselines.bootstrapRows', ['baselines']],
  ['baselines.nearCopy', ['baselines']],
];

/** What the figure of a key takes; nothing that all evaluations have is named. */
export const inputsOf = (key: string): readonly EvaluationInput[] =>
  needs.find(([part]) => key === part || key.startsWith(`${part}.`))?.[1] ?? [];

/** The keys that a threshold reads: its own, and those of its bounds. */
export const keysOf = (key: string, { min, max }: Threshold): readonly string[] => [
  key,
  ...[min, max].flatMap((bound) => (typeof bound === 'object' ? [bound.of] : [])),
];

/**
 * What an evaluation must be given so that this gate can pass at all, and a key that takes it; optional thresholds take
 * nothing. For asking before the evaluation is made.
 */
export const neededInputs = (gate: Gate): ReadonlyMap<EvaluationInput, string> => {
  const needed = new Map<EvaluationInput, string>();
  for (const [key, threshold] of Object.entries(gate)) {
    if (threshold.optional) continue;
    for (const read of keysOf(key, threshold))
      for (const input of inputsOf(read)) if (!needed.has(input)) needed.set(input, key);
  }
  return needed;
};
