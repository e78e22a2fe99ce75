import { InvalidOptionError, type OnProgress, type Table } from '@cvd/core';
import { type NotComputable, notComputable } from '../figures/figure.js';
import { type AttackName, attackNames } from '../privacy/attack-name.js';
import type { AttackTables } from './attack-tables.js';
import { type AttributeInference, attributeInference } from './attribute-inference.js';
import { type Linkability, type LinkabilityOptions, linkability } from './linkability.js';
import { type MembershipInference, membershipInference } from './membership-inference.js';
import { type SinglingOut, singlingOut } from './singling-out.js';

/** The options of every attack; `neighbours` is linkability's. */
export interface PrivacyAttacksOptions extends LinkabilityOptions {
  /** Which to run. */
  readonly attacks: 'all' | readonly AttackName[];
  /** Real rows that were not learned from; without them nothing can be computed. */
  readonly holdout?: Table | undefined;
}

/** What was tried, and how often it worked. */
export interface PrivacyAttacks {
  readonly membership?: MembershipInference | NotComputable;
  readonly attributeInference?: AttributeInference | NotComputable;
  readonly singlingOut?: SinglingOut | NotComputable;
  readonly linkability?: Linkability | NotComputable;
  readonly notRun: readonly AttackName[];
  readonly seed: number;
  readonly notes: readonly string[];
}

/** For whoever uses these attacks in a product. */
export const patentNote =
  'A patent application, US-20230401336-A1, covers one published toolkit of attacks such as singling out, linkability and attribute inference. ' +
  'These are written from the published papers; whether the application concerns your use is for you to find out.';

const runners = { membership: membershipInference, attributeInference, singlingOut, linkability } as const;

/**
 * Tries attacks on a synthetic table and says how often they worked, beside how often they work on rows that were not
 * learned from. An attack that failed shows that this one failed with these settings, no more.
 *
 * @throws {InvalidOptionError} when an attack is not known or an option is outside its range
 * @throws {EmptyTableError | UnknownColumnError | MetricInputError | AbortedError} as the attacks do
 *
 * @example
 * const { membership } = await privacyAttacks(training, synthetic, { attacks: ['membership'], holdout });
 */
export const privacyAttacks = async (
  training: Table,
  synthetic: Table,
  { attacks, holdout, onProgress, ...options }: PrivacyAttacksOptions,
): Promise<PrivacyAttacks> => {
  const wanted = attacks === 'all' ? attackNames : attacks;
  const unknown = wanted.find((name) => !attackNames.includes(name));
  if (unknown !== undefined)
    throw new InvalidOptionError(
      'privacyAttacks',
      'attacks',
      `names "${unknown}"; known are ${attackNames.join(', ')}`,
    );
  const chosen = attackNames.filter((name) => wanted.includes(name));
  const results: Record<string, unknown> = {};
  for (const [i, name] of chosen.entries()) {
    const watch: OnProgress = ({ phase, fraction }) =>
      onProgress?.({ phase, fraction: (i + fraction) / chosen.length });
    const tables: AttackTables | null = holdout ? { training, synthetic, holdout } : null;
    results[name] = tables
      ? await runners[name](tables, { ...options, onProgress: watch })
      : notComputable('no holdout was given');
  }
  return {
    ...(results as Pick<PrivacyAttacks, AttackName>),
    notRun: attackNames.filter((name) => !chosen.includes(name)),
    seed: options.seed ?? 0,
    notes: chosen.some((name) => name !== 'membership') ? [patentNote] : [],
  };
};
