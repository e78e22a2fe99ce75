import type { Condition } from '../../conditions/condition.js';

const shown = (condition: Condition): string => {
  const text = (value: unknown): string => (typeof value === 'bigint' ? `${value}` : JSON.stringify(value));
  return condition.op === 'in'
    ? `in (${condition.values.map(text).join(', ')})`
    : `${condition.op} ${text(condition.value)}`;
};

/**
 * Why no value meets the conditions of one column: those that it cannot meet one by one leave it to what its values are.
 * @param possible - whether some value meets this condition alone
 * @param values - what values there are
 */
export const whyImpossible = (
  conditions: readonly Condition[],
  possible: (condition: Condition) => boolean,
  values: string,
): string =>
  conditions.length > 1 && conditions.every(possible)
    ? `the conditions contradict each other, since no value is ${conditions.map(shown).join(' and ')}; ${values}`
    : values;
