import type { Condition } from '../../../conditions/condition.js';
import type { EncodedConstraint, EncodedValues } from '../../../encoding/encoded-table.js';
import { CvdError } from '../../../errors/cvd-error.js';
import { createRandomSource } from '../../../random/counter-random.js';
import { nextDouble } from '../../../transformers/constrain/threshold.js';
import { assert, assertThrows } from '../../synthesizer-kit/check.js';
import { cellsOf } from '../compare.js';
import { madeRows } from '../encoded-rows.js';
import { cellMeets, conditionSets } from '../reference-conditions.js';
import type { TransformerCheck } from '../transformer-check.js';
import { isGenerated, rowIndices, type Trial } from '../trial.js';

const ROWS = 400;

const meets = (constraints: readonly EncodedConstraint[], encoded: readonly EncodedValues[], row: number): boolean =>
  constraints.every((constraint) => {
    const value = encoded[constraint.column]![row]!;
    return constraint.kind === 'discrete'
      ? constraint.codes.includes(value)
      : constraint.intervals.some(({ low, high }) => (low === high ? value === low : value >= low && value < high));
  });

/** The ends of all intervals and the doubles beside them. */
const edges = (constraints: readonly EncodedConstraint[]): number[] =>
  constraints
    .flatMap((constraint) => (constraint.kind === 'continuous' ? constraint.intervals : []))
    .flatMap(({ low, high }) => [low, high])
    .filter(Number.isFinite)
    .flatMap((edge) => [edge, nextDouble(edge), -nextDouble(-edge)])
    .filter(Number.isFinite);

const assertWellFormed = (constraints: readonly EncodedConstraint[], { fitted }: Trial): void => {
  const columns = constraints.map(({ column }) => column);
  assert(new Set(columns).size === columns.length, 'one encoded column is constrained twice');
  for (const constraint of constraints) {
    const spec = fitted.specs[constraint.column];
    assert(spec?.kind === constraint.kind, 'a constraint is of another kind than its encoded column');
    if (constraint.kind === 'discrete') {
      assert(constraint.codes.length > 0, 'a constraint allows no code');
      assert(
        constraint.codes.every((code, i, codes) => i === 0 || code > codes[i - 1]!),
        'codes are not ascending',
      );
    } else {
      assert(constraint.intervals.length > 0, 'a constraint allows no number');
      const { intervals } = constraint;
      assert(
        intervals.every(({ low, high }, i) => low <= high && (i === 0 || intervals[i - 1]!.high <= low)),
        'intervals are not ascending',
      );
    }
  }
};

/** Constraints of conditions; null where they are impossible. */
const constrained = ({ fitted }: Trial, conditions: readonly Condition[]): readonly EncodedConstraint[] | null => {
  try {
    return fitted.constrain(conditions);
  } catch (error) {
    if (CvdError.isInstance(error) && error.code === 'CVD_IMPOSSIBLE_CONDITION') return null;
    throw error;
  }
};

const asksForValues = (conditions: readonly Condition[]): boolean =>
  conditions.some((condition) => condition.op === 'in' || condition.value !== null);

const consistent: TransformerCheck = {
  id: 'constraints hold for an encoded value exactly when the conditions hold for its decoded one',
  async run(trial) {
    const { fitted, tried, column, encoded } = trial;
    // Where the decoded time depends on its zone too, constraints may be narrower than the conditions.
    const exact =
      !fitted.specs.some(({ kind }) => kind === 'continuous') ||
      !fitted.specs.some((spec) => spec.kind === 'discrete' && spec.role === 'category');
    for (const conditions of conditionSets(column, tried)) {
      if (isGenerated(fitted) && asksForValues(conditions)) {
        await assertThrows('CVD_CONDITIONS_UNSUPPORTED', () => fitted.constrain([conditions[0]!]));
        continue;
      }
      const constraints = constrained(trial, conditions);
      if (constraints) assertWellFormed(constraints, trial);
      const rows = madeRows(fitted.specs, encoded, ROWS, edges(constraints ?? []));
      const decoded = fitted.decode(rows, rowIndices(ROWS), createRandomSource(3));
      for (const [row, cell] of cellsOf(decoded).entries()) {
        const wanted = conditions.every((condition) => cellMeets(cell, condition, tried));
        const allowed = constraints !== null && meets(constraints, rows, row);
        const words = (): string =>
          `${JSON.stringify(conditions, (_, value) => (typeof value === 'bigint' ? `${value}` : value))}, encoded ${rows.map((values) => values[row]).join(', ')}, decoded ${String(cell)}`;
        assert(!allowed || wanted, `the constraints let through what misses the conditions: ${words()}`);
        assert(allowed || !wanted || !exact, `the constraints keep out what meets the conditions: ${words()}`);
      }
    }
  },
};

const wrongKind: TransformerCheck = {
  id: 'conditions of the wrong kind are refused',
  async run({ fitted, tried, column }) {
    if (isGenerated(fitted)) return;
    const refuse = (condition: Condition): Promise<void> =>
      assertThrows('CVD_INVALID_CONDITION', () => fitted.constrain([condition]));
    await refuse({ column: tried.id, op: '<', value: null });
    await refuse({ column: tried.id, op: 'in', values: [null] });
    const cell = cellsOf(column).find((value) => value !== null);
    if (cell === undefined) return;
    await refuse({ column: tried.id, op: '=', value: typeof cell === 'boolean' ? 'x' : true });
    if (typeof cell !== 'string') await refuse({ column: tried.id, op: '=', value: 'some text' });
    else await refuse({ column: tried.id, op: '=', value: 5 });
    if (tried.order === null) await refuse({ column: tried.id, op: '<', value: cell });
  },
};

export const conditionChecks: readonly TransformerCheck[] = [consistent, wrongKind];
