import type { ComparisonOperator, Condition } from '../../conditions/condition.js';
import type { EncodedConstraint } from '../../encoding/encoded-table.js';
import { ImpossibleConditionError } from '../../errors/impossible-condition-error.js';
import { InvalidConditionError } from '../../errors/invalid-condition-error.js';
import type { CellValue } from '../../table/column.js';
import { missingDemand } from './constrain-missing.js';
import { whyImpossible } from './why-impossible.js';

/** A discrete encoded column as conditions see it. */
interface CategoryDecoding {
  readonly column: string;
  readonly categories: number;
  /** Whether `categories` is also the code of missing values. */
  readonly missing: boolean;
  readonly ordered: boolean;
  /** Code of a condition's value; −1 for an unknown one. @throws {InvalidConditionError} for one of another kind */
  read(value: CellValue): number;
  /** Some of the categories as text, for the message of an impossible condition. */
  known(): string;
}

const orders: Readonly<Record<ComparisonOperator, ((code: number, value: number) => boolean) | null>> = {
  '=': null,
  '!=': null,
  '<': (code, value) => code < value,
  '<=': (code, value) => code <= value,
  '>': (code, value) => code > value,
  '>=': (code, value) => code >= value,
};

const test = (decoding: CategoryDecoding, condition: Condition): ((code: number) => boolean) => {
  if (condition.op === 'in') {
    const codes = new Set(condition.values.map((value) => decoding.read(value)));
    return (code) => codes.has(code);
  }
  const value = decoding.read(condition.value);
  if (condition.op === '=') return (code) => code === value;
  if (condition.op === '!=') return (code) => code !== value;
  const order = orders[condition.op]!;
  if (!decoding.ordered)
    throw new InvalidConditionError(
      decoding.column,
      `its categories have no order, so ${condition.op} means nothing; use = or in, or give the order in the metadata`,
    );
  if (value === -1) throw new ImpossibleConditionError(decoding.column, decoding.known());
  return (code) => order(code, value);
};

/**
 * Constraints on encoded column 0: the codes of the categories that meet all conditions.
 * @throws {ImpossibleConditionError | InvalidConditionError}
 */
export const constrainCategories = (
  decoding: CategoryDecoding,
  conditions: readonly Condition[],
): EncodedConstraint[] => {
  const { column, categories } = decoding;
  const { missing, rest } = missingDemand(column, conditions, decoding.missing);
  const tests = rest.map((condition) => test(decoding, condition));
  const total = categories + (decoding.missing ? 1 : 0);
  const codes: number[] = [];
  for (let code = 0; code < total; code++) {
    const wanted = code === categories ? missing !== false : missing !== true && tests.every((meets) => meets(code));
    if (wanted) codes.push(code);
  }
  if (codes.length === 0) {
    const all = Array.from({ length: categories }, (_, code) => code);
    const possible = (condition: Condition): boolean => all.some(test(decoding, condition));
    throw new ImpossibleConditionError(column, whyImpossible(rest, possible, decoding.known()));
  }
  return codes.length === total ? [] : [{ kind: 'discrete', column: 0, codes }];
};
