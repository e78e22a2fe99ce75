import type { Condition } from '../conditions/condition.js';
import { parseCondition } from '../conditions/parse-condition.js';
import { typeCondition } from '../conditions/type-condition.js';
import type { EncodedConstraint, EncodedValues } from '../encoding/encoded-table.js';
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
  const conditions = where.map((condition) => {
    const parsed = typeof condition === 'string' ? parseCondition(condition) : condition;
    const { type } = find(parsed.column);
    return 'literals' in parsed ? typeCondition(parsed, type) : parsed;
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
