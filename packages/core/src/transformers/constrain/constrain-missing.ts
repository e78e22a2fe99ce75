import type { Condition } from '../../conditions/condition.js';
import { ImpossibleConditionError } from '../../errors/impossible-condition-error.js';
import { InvalidConditionError } from '../../errors/invalid-condition-error.js';

interface MissingDemand {
  /** What the conditions say of missing values: they must be, must not be, or nothing. */
  readonly missing: boolean | null;
  /** Conditions on the value itself. */
  readonly rest: readonly Condition[];
}

/**
 * Separates `= null` and `!= null` from conditions on values; each of those implies that the value is not missing.
 * @param canMiss - whether missing values are modelled
 * @throws {ImpossibleConditionError} when a missing value is asked and none can come, or both are asked
 * @throws {InvalidConditionError} for null with another operator
 */
export const missingDemand = (column: string, conditions: readonly Condition[], canMiss: boolean): MissingDemand => {
  const rest: Condition[] = [];
  let missing: boolean | null = null;
  const demand = (wanted: boolean): void => {
    if (missing !== null && missing !== wanted)
      throw new ImpossibleConditionError(
        column,
        'one condition asks for a missing value and another for a present one',
      );
    missing = wanted;
  };
  for (const condition of conditions) {
    if (condition.op === 'in') {
      if (condition.values.includes(null))
        throw new InvalidConditionError(column, 'a list takes no null; ask for missing values with = null');
    } else if (condition.value === null) {
      if (condition.op !== '=' && condition.op !== '!=')
        throw new InvalidConditionError(column, `null can be compared with = and != only, not with ${condition.op}`);
      demand(condition.op === '=');
      continue;
    }
    demand(false);
    rest.push(condition);
  }
  if (missing === true && !canMiss)
    throw new ImpossibleConditionError(column, 'no value was missing in the fitted table, so none will be');
  return { missing, rest };
};
