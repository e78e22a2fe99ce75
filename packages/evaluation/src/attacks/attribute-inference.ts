import type { Table } from '@cvd/core';
import type { ScaledColumn } from '../distances/gower-scale.js';
import { nearestRows } from '../distances/nearest-rows.js';
import { rate } from '../figures/rate.js';
import { type AttackOptions, type AttackTables, FEWEST_TARGETS, narrowed, planAttack } from './attack-tables.js';
import { rightGuesses } from './right-guesses.js';
import { noRisk, type Risk, riskOverControl } from './risk.js';
import { drawBothTargets, randomHalves } from './targets.js';

export type AttributeInference = Risk & {
  /** The column that was inferred best; null where nothing could be computed. */
  readonly secret: string | null;
  /** The columns that it was inferred from. */
  readonly known: readonly string[];
  /** Pairs of a secret and a set of known columns that were tried. */
  readonly tried: number;
};

interface Variant {
  readonly secret: ScaledColumn;
  readonly known: readonly string[];
}

/**
 * Attribute inference (Giomi et al., PoPETs 2023): somebody knows some columns of a person and takes the value of
 * another one from the synthetic row nearest in them. Every column is tried as the secret, from all others and from a
 * random half of them, on one half of the targets; the worst pair is measured on the other half. A category is right
 * when equal, a number within 5 % of the guess's absolute value, a datetime within 1 % of the training range. Targets
 * without a value are left out.
 *
 * Anonymeter divides by the signed guess, so that every negative guess is right; its distance is none (NaN) where a
 * value is missing.
 * @throws {EmptyTableError | InvalidOptionError | MetricInputError | UnknownColumnError | AbortedError}
 */
export const attributeInference = async (
  tables: AttackTables,
  options: AttackOptions = {},
): Promise<AttributeInference> => {
  const { scale, random, targets, confidence, search } = planAttack('attributeInference', tables, options);
  const none = (because: string): AttributeInference => ({ ...noRisk(because), secret: null, known: [], tried: 0 });
  if (scale.columns.length < 2) return none('it takes two columns that can be compared');
  const drawn = drawBothTargets(tables, targets, random);
  if (drawn === null) return none(`it takes at least ${2 * FEWEST_TARGETS} rows in training and in the holdout`);

  const guessed = async (queries: Table, { secret, known }: Variant) => {
    const { onProgress: _, ...quiet } = search;
    const nearest = await nearestRows(narrowed(scale, known), { queries, reference: tables.synthetic }, quiet);
    const { right, trials } = rightGuesses(secret, queries, tables.synthetic, nearest.rows);
    return rate(right, trials, confidence);
  };
  const risk = async (part: 'choose' | 'measure', variant: Variant): Promise<Risk> =>
    riskOverControl(
      await guessed(drawn.training[part], variant),
      await guessed(drawn.holdout[part], variant),
      confidence,
    );

  const variants = scale.columns.flatMap((secret): readonly Variant[] => {
    const others = scale.columns.map(({ name }) => name).filter((name) => name !== secret.name);
    const [half] = randomHalves(others, random.child(`known ${secret.name}`));
    return half.length === others.length
      ? [{ secret, known: others }]
      : [others, half].map((known) => ({ secret, known }));
  });
  let worst = variants[0]!;
  let highest = Number.NEGATIVE_INFINITY;
  for (const [i, variant] of variants.entries()) {
    const found = await risk('choose', variant);
    // The lower end, so that a column with few values is not chosen for its luck.
    const low = found.risk === null ? Number.NEGATIVE_INFINITY : found.risk + found.interval.low;
    if (low > highest) [worst, highest] = [variant, low];
    search.onProgress?.({ phase: 'attribute inference', fraction: (i + 1) / (variants.length + 1) });
  }
  const measured = await risk('measure', worst);
  search.onProgress?.({ phase: 'attribute inference', fraction: 1 });
  return { ...measured, secret: worst.secret.name, known: worst.known, tried: variants.length };
};
