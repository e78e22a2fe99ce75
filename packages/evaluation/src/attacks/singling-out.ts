import { gatherRows } from '@cvd/core';
import { rate } from '../figures/rate.js';
import { drawnRows } from '../seeded-rows.js';
import { type AttackOptions, type AttackTables, FEWEST_TARGETS, planAttack } from './attack-tables.js';
import { countSingledOut, findPredicates, medianOf } from './find-predicates.js';
import { type ComparedColumn, comparedColumns } from './predicate.js';
import { noRisk, type Risk, riskOverControl } from './risk.js';

export type SinglingOut = Risk & {
  /** Conditions of the predicates that worked best; null where nothing could be computed. */
  readonly conditions: number | null;
  /** Numbers of conditions that were tried. */
  readonly tried: readonly number[];
  /** Rows that training and holdout were cut to. */
  readonly cutRows: number;
};

/** Numbers of conditions that are tried. */
const WIDTHS = [2, 3, 4, 5];
/**
 * Singling out (Giomi et al., PoPETs 2023): a statement about a few columns that is true of exactly one synthetic row
 * is guessed to be true of exactly one real row. Categories must be equal; numbers at least (or, below the synthetic
 * median, at most) the row's; missing values missing. Statements of 2 to 5 conditions are tried; the number of
 * conditions that does worst is measured with new statements. Training and holdout are cut to the same size, since what
 * is true of one row in a small table is true of several in a large one; Anonymeter fits a curve to scale the control's
 * rate instead. What was copied of rows that a cut leaves out is not found: split half and half to see most.
 * @throws {EmptyTableError | InvalidOptionError | MetricInputError | UnknownColumnError | AbortedError}
 */
export const singlingOut = async (tables: AttackTables, options: AttackOptions = {}): Promise<SinglingOut> => {
  const { scale, random, targets, confidence, search } = planAttack('singlingOut', tables, options);
  const cutRows = Math.min(tables.training.rows, tables.holdout.rows);
  const none = (because: string): SinglingOut => ({ ...noRisk(because), conditions: null, tried: [], cutRows });
  const widths = WIDTHS.filter((width) => width <= scale.columns.length);
  if (widths.length === 0) return none('it takes two columns that can be compared');
  if (cutRows < 2 * FEWEST_TARGETS)
    return none(`it takes at least ${2 * FEWEST_TARGETS} rows in training and in the holdout`);
  const cut = (name: 'training' | 'holdout') =>
    gatherRows(tables[name], drawnRows(tables[name].rows, cutRows, random.child(name)));
  const training = await comparedColumns(scale, tables.synthetic, cut('training'));
  const holdout = await comparedColumns(scale, tables.synthetic, cut('holdout'));
  const medians = training.map(({ kind, synthetic }) => (kind === 'number' ? medianOf(synthetic) : 0));

  const risk = async (width: number, wanted: number, purpose: string): Promise<Risk> => {
    const source = random.child(`${purpose} ${width}`);
    const predicates = await findPredicates(training, medians, width, wanted, source, search.signal);
    if (predicates.length < FEWEST_TARGETS)
      return noRisk(`only ${predicates.length} statements of ${width} conditions are true of a single synthetic row`);
    const of = async (columns: readonly ComparedColumn[]) =>
      rate(await countSingledOut(predicates, columns, search.signal), predicates.length, confidence);
    return riskOverControl(await of(training), await of(holdout), confidence);
  };

  const half = Math.max(FEWEST_TARGETS, Math.floor(targets / 2));
  let worst = widths[0]!;
  let highest = Number.NEGATIVE_INFINITY;
  for (const [i, width] of widths.entries()) {
    const { attack, control } = await risk(width, Math.max(FEWEST_TARGETS, Math.floor(half / widths.length)), 'choose');
    const gap = attack.value === null ? Number.NEGATIVE_INFINITY : attack.value - (control.value ?? 0);
    if (gap > highest) [worst, highest] = [width, gap];
    search.onProgress?.({ phase: 'singling out', fraction: (i + 1) / (widths.length + 1) });
  }
  const measured = await risk(worst, half, 'measure');
  search.onProgress?.({ phase: 'singling out', fraction: 1 });
  return { ...measured, conditions: measured.risk === null ? null : worst, tried: widths, cutRows };
};
