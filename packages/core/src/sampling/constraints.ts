import { assertCondition } from '../conditions/assert-condition.js';
import type { Condition } from '../conditions/condition.js';
import { parseCondition } from '../conditions/parse-condition.js';
import { typeCondition } from '../conditions/type-condition.js';
import type { EncodedConstraint, EncodedValues } from '../encoding/encoded-table.js';
import { InvalidConditionError } from '../errors/invalid-condition-error.js';
import { UnknownColumnError } from '../errors/unknown-column-error.js';
import type { PreparedTable } from '../preparation/prepared-table.js';

/**
 * What conditions mean for the encoded columns.
 * @throws {InvalidConditionError | UnknownColumnError | ImpossibleConditionError | ConditionsUnsupportedError}
 */
export const readConditions = (
  prepared: PreparedTable,
  where: readonly (Condition | string)[],
): { conditions: readonly Condition[]; constraints: readonly EncodedConstraint[] } => {
  const find = (column: string) => {
    const found = prepared.columns.find(({ name }) => name === column);
    if (!found)
      throw new UnknownColumnError(
        column,
        prepared.columns.map(({ name }) => name),
      );
    return found;
  };
  if (!Array.isArray(where))
    throw new InvalidConditionError(String(where), 'where takes a list of conditions; put it in brackets');
  const conditions = where.map((condition: Condition | string) => {
    if (typeof condition !== 'string') {
      assertCondition(condition);
      find(condition.column);
      return condition;
    }
    const parsed = parseCondition(condition);
    return typeCondition(parsed, find(parsed.column).type);
  });
  const constraints = [...new Set(conditions.map(({ column }) => column))].flatMap((column) => {
    const { transformer, offset } = find(column);
    return transformer
      .constrain(conditions.filter((condition) => condition.column === column))
      .map((constraint) => ({ ...constraint, column: constraint.column + offset }));
  });
  return { conditions, constraints };
};

const meetsOne = (constraint: EncodedConstraint, value: number): boolean =>
  constraint.kind === 'discrete'
    ? constraint.codes.includes(value)
    : constraint.intervals.some(({ low, high }) => (low === high ? value === low : value >= low && value < high));

/** Whether row `k` of a batch meets all constraints. */
export const meets = (
  constraints: readonly EncodedConstraint[],
  columns: readonly EncodedValues[],
  k: number,
): boolean => constraints.every((constraint) => meetsOne(constraint, columns[constraint.column]![k]!));
