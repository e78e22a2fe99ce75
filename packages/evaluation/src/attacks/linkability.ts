import { InvalidOptionError, type Table } from '@cvd/core';
import type { GowerScale } from '../distances/gower-scale.js';
import { nearestRows } from '../distances/nearest-rows.js';
import { type Rate, rate } from '../figures/rate.js';
import { type AttackOptions, type AttackTables, FEWEST_TARGETS, narrowed, planAttack } from './attack-tables.js';
import { countLinked } from './link-counts.js';
import { noRisk, type Risk, riskOverControl } from './risk.js';
import { drawBothTargets, randomHalves } from './targets.js';

export interface LinkabilityOptions extends AttackOptions {
  /**
   * How many nearest synthetic rows each half may have for the two to meet in one of them, 1 to 32: the more, the
   * bolder the attack, on training rows as on the control.
   * @default 1
   */
  readonly neighbours?: number | undefined;
}

export type Linkability = Risk & {
  /** The two sets of columns that were linked best; empty where nothing could be computed. */
  readonly columns: readonly [readonly string[], readonly string[]];
  /** Nearest rows that each half had. */
  readonly neighbours: number;
  /** Pairs of sets that were tried. */
  readonly tried: number;
};

/** Splits of the columns in two that are tried. */
const SPLITS = 6;

/**
 * Linkability (Giomi et al., "A unified framework for quantifying privacy risk in synthetic data", PoPETs 2023):
 * somebody holds one half of a person's columns here, the other half there, and takes them for the same person when
 * both are nearest to the same synthetic row, or have one in common among their `neighbours` nearest. Six random splits
 * of the columns are tried on one half of the targets; the one with the highest risk is measured on the other.
 * @throws {EmptyTableError | InvalidOptionError | MetricInputError | UnknownColumnError | AbortedError}
 */
export const linkability = async (
  tables: AttackTables,
  { neighbours = 1, ...options }: LinkabilityOptions = {},
): Promise<Linkability> => {
  if (!Number.isInteger(neighbours) || neighbours < 1 || neighbours > 32)
    throw new InvalidOptionError('linkability', 'neighbours', 'must be a whole number from 1 to 32');
  const { scale, random, targets, confidence, search } = planAttack('linkability', tables, options);
  const none = (because: string): Linkability => ({ ...noRisk(because), columns: [[], []], neighbours, tried: 0 });
  const names = scale.columns.map(({ name }) => name);
  if (names.length < 2) return none('it takes two columns that can be compared');
  const drawn = drawBothTargets(tables, targets, random);
  if (drawn === null) return none(`it takes at least ${2 * FEWEST_TARGETS} rows in training and in the holdout`);

  const linked = async (queries: Table, [first, second]: readonly [GowerScale, GowerScale]): Promise<Rate> => {
    const { onProgress: _, ...quiet } = { ...search, neighbours };
    const here = await nearestRows(first, { queries, reference: tables.synthetic }, quiet);
    const there = await nearestRows(second, { queries, reference: tables.synthetic }, quiet);
    return rate(countLinked(here, there), queries.rows, confidence);
  };
  const risk = async (part: 'choose' | 'measure', halves: readonly [readonly string[], readonly string[]]) => {
    const scales = [narrowed(scale, halves[0]), narrowed(scale, halves[1])] as const;
    const [attack, control] = [await linked(drawn.training[part], scales), await linked(drawn.holdout[part], scales)];
    return riskOverControl(attack, control, confidence);
  };

  const splits = Array.from({ length: SPLITS }, (_, i) => randomHalves(names, random.child(`split ${i}`)));
  let worst = splits[0]!;
  let highest = Number.NEGATIVE_INFINITY;
  for (const [i, halves] of splits.entries()) {
    const { attack, control } = await risk('choose', halves);
    const gap = (attack.value ?? 0) - (control.value ?? 0);
    if (gap > highest) [worst, highest] = [halves, gap];
    search.onProgress?.({ phase: 'linkability', fraction: (i + 1) / (SPLITS + 1) });
  }
  const measured = await risk('measure', worst);
  search.onProgress?.({ phase: 'linkability', fraction: 1 });
  return { ...measured, columns: worst, neighbours, tried: SPLITS };
};
