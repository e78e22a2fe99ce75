import { InvalidConditionError } from '../errors/invalid-condition-error.js';
import type { Condition } from './condition.js';

const operators: ReadonlySet<unknown> = new Set(['=', '!=', '<', '<=', '>', '>=']);

const problemOf = (condition: Readonly<Record<string, unknown>>): string | null => {
  if (typeof condition.column !== 'string') return 'it names no column; write { column, op, value }';
  if (condition.op === 'in')
    return Array.isArray(condition.values) ? null : 'the operator in takes a list: { column, op, values }';
  if (!operators.has(condition.op)) return `${String(condition.op)} is no operator; use =, !=, <, <=, >, >= or in`;
  return condition.value === undefined
    ? `the operator ${String(condition.op)} takes a value: { column, op, value }`
    : null;
};

/**
 * Holds a condition that came as data, from JSON for example, to its type. Whether its values fit the column is seen later.
 * @throws {InvalidConditionError}
 */
export function assertCondition(condition: unknown): asserts condition is Condition {
  const data = typeof condition === 'object' && condition !== null ? (condition as Record<string, unknown>) : {};
  const problem = problemOf(data);
  if (problem === null) return;
  throw new InvalidConditionError(typeof data.column === 'string' ? data.column : '?', problem);
}
