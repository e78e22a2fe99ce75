import type { PrivacyAttacks } from '../attacks/privacy-attacks.js';
import { attackNames } from './attack-name.js';
import type { PrivacyMeasures } from './privacy-measures.js';

/** What distances and attacks found of copying. */
export interface PrivacyReport extends Omit<PrivacyMeasures, 'others'> {
  /** Share of synthetic rows that stand in training too, 0 to 1; `synthetic.identical` has its interval. */
  readonly identicalShare: number | null;
  /** What was tried; `notRun` names what was not. See `withAttacks` of `@cvd/evaluation/attacks`. */
  readonly attacks: PrivacyAttacks;
}

/** Distances, and no attack yet. */
export const privacyReport = ({ others: _, ...measures }: PrivacyMeasures): PrivacyReport => ({
  identicalShare: measures.synthetic.identical.value,
  ...measures,
  attacks: { notRun: attackNames, seed: measures.seed, notes: [] },
});
