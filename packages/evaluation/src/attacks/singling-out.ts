import { gatherRows, quantileSorted, type RandomSource, throwIfAborted, yieldToEventLoop } from '@cvd/core';
import { MISSING } from '../distances/scaled-pair.js';
import { rate } from '../figures/rate.js';
import { drawnRows, shuffledRows } from '../seeded-rows.js';
import { type AttackOptions, type AttackTables, FEWEST_TARGETS, planAttack } from './attack-tables.js';
import { type ComparedColumn, comparedColumns, type Predicate, singlesOut } from './predicate.js';
import { noRisk, type Risk, riskOverControl } from './risk.js';

export interface SinglingOut extends Risk {
  /** Conditions of the predicates that worked best; null where nothing could be computed. */
  readonly conditions: number | null;
  /** Numbers of conditions that were tried. */
  readonly tried: readonly number[];
  /** Rows that training and holdout were cut to. */
  readonly cutRows: number;
}

/** Numbers of conditions that are tried. */
const WIDTHS = [2, 3, 4, 5];
/** Rows that may be tried for each predicate that is wanted. */
const ATTEMPTS = 100;

const medianOf = (values: ArrayLike<number>): number => {
  const known = Float64Array.from(values)
    .filter((value) => value !== MISSING)
    .sort();
  return known.length === 0 ? 0 : quantileSorted(known, 0.5);
};

/** Predicates of so many conditions, each true of a single synthetic row; fewer than wanted where they are rare. */
const findPredicates = async (
  columns: readonly ComparedColumn[],
  medians: readonly number[],
  width: number,
  wanted: number,
  random: RandomSource,
  signal: AbortSignal | undefined,
): Promise<readonly Predicate[]> => {
  const rows = columns[0]!.synthetic.length;
  const found = new Map<string, Predicate>();
  for (let attempt = 0; attempt < ATTEMPTS * wanted && found.size < wanted; attempt++) {
    if (attempt % 64 === 0) {
      await yieldToEventLoop();
      throwIfAborted(signal, 'singlingOut');
    }
    const row = Math.floor(random.uniform(attempt) * rows);
    const chosen = shuffledRows(columns.length, random.child(`columns ${attempt}`))
      .slice(0, width)
      .sort();
    const predicate: Predicate = Array.from(chosen, (column) => {
      const value = columns[column]!.synthetic[row]!;
      if (columns[column]!.kind === 'category' || value === MISSING) return { column, value, test: 'equal' };
      return { column, value, test: value > medians[column]! ? 'atLeast' : 'atMost' };
    });
    const key = JSON.stringify(predicate);
    if (!found.has(key) && singlesOut(predicate, columns, 'synthetic')) found.set(key, predicate);
  }
  return [...found.values()];
};

/**
 * Singling out (Giomi et al., PoPETs 2023): a statement about a few columns that is true of exactly one synthetic row is guessed to be true of exactly one
 * real row. Categories must be equal; numbers at least (or, below the synthetic median, at most) the row's; missing values missing.
 * Statements of 2 to 5 conditions are tried; the number of conditions that does worst is measured with new statements. Training and holdout are cut to the
 * same size, since what is true of one row in a small table is true of several in a large one; Anonymeter fits a curve to
 * scale the control's rate instead.
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
  const training = comparedColumns(scale, tables.synthetic, cut('training'));
  const holdout = comparedColumns(scale, tables.synthetic, cut('holdout'));
  const medians = training.map(({ kind, synthetic }) => (kind === 'number' ? medianOf(synthetic) : 0));

  const risk = async (width: number, wanted: number, purpose: string): Promise<Risk> => {
    const source = random.child(`${purpose} ${width}`);
    const predicates = await findPredicates(training, medians, width, wanted, source, search.signal);
    if (predicates.length < FEWEST_TARGETS)
      return noRisk(`only ${predicates.length} statements of ${width} conditions are true of a single synthetic row`);
    const successes = (columns: readonly ComparedColumn[]): number =>
      predicates.filter((predicate) => singlesOut(predicate, columns, 'other')).length;
    const of = (columns: readonly ComparedColumn[]) => rate(successes(columns), predicates.length, confidence);
    return riskOverControl(of(training), of(holdout), confidence);
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
  return { ...measured, conditions: measured.risk.value === null ? null : worst, tried: widths, cutRows };
};
