import type { Condition } from '../../conditions/condition.js';
import type { CellValue, Column } from '../../table/column.js';
import type { ColumnCase } from '../columns/column-case.js';
import { cellsOf } from './compare.js';

type Present = Exclude<CellValue, null>;

const sameOrder = (a: number | bigint, b: number | bigint): boolean => !(a < b) && !(a > b);

/** Whether a cell meets a condition, by the words of the contract. */
export const cellMeets = (cell: CellValue, condition: Condition, { order, metadata }: ColumnCase): boolean => {
  const equal = (a: Present, b: Present): boolean =>
    metadata.sdtype === 'datetime' || typeof a === 'bigint' || typeof b === 'bigint'
      ? sameOrder(order ? order(a) : (a as bigint), order ? order(b) : (b as bigint))
      : a === b;
  if (condition.op === 'in')
    return cell !== null && condition.values.some((value) => value !== null && equal(cell, value));
  const { op, value } = condition;
  if (value === null) return op === '=' ? cell === null : cell !== null;
  if (cell === null) return false;
  if (op === '=') return equal(cell, value);
  if (op === '!=') return !equal(cell, value);
  const [a, b] = [order!(cell), order!(value)];
  return op === '<' ? a < b : op === '<=' ? a <= b : op === '>' ? a > b : a >= b;
};

const ORDER_OPERATORS = ['<', '<=', '>', '>='] as const;

/** Some sets of conditions on a column, from its own values and from others. */
export const conditionSets = (table: Column, { id: column, order, metadata }: ColumnCase): Condition[][] => {
  const sets: Condition[][] = [[{ column, op: '=', value: null }], [{ column, op: '!=', value: null }]];
  const present = [...new Set(cellsOf(table))].filter((cell): cell is Present => cell !== null);
  if (present.length === 0) return sets;
  const sorted = order ? [...present].sort((a, b) => (order(a) < order(b) ? -1 : 1)) : present;
  const at = (share: number): Present => sorted[Math.floor(share * (sorted.length - 1))]!;
  const picks: Present[] = [...new Set([at(0), at(0.3), at(0.5), at(0.9), at(1)])];
  const [low, high] = [picks[0]!, picks.at(-1)!];
  const others: Present[] = [...picks];
  if (metadata.sdtype === 'numerical')
    others.push(
      ...(typeof low === 'bigint'
        ? [0n, low - 1n, (high as bigint) + 1n]
        : [0.5, -1e300, 1e300, (Number(low) + Number(high)) / 2 + 1e-7]),
    );
  else if (table.type === 'utf8' && metadata.sdtype !== 'datetime') {
    sets.push([{ column, op: '=', value: 'no such value' }], [{ column, op: '!=', value: 'no such value' }]);
  }
  for (const value of others) {
    sets.push([{ column, op: '=', value }], [{ column, op: '!=', value }]);
    if (order) for (const op of ORDER_OPERATORS) sets.push([{ column, op, value }]);
  }
  sets.push(
    [{ column, op: 'in', values: [low, high] }],
    [
      { column, op: '=', value: low },
      { column, op: '=', value: null },
    ],
    [
      { column, op: '!=', value: low },
      { column, op: '!=', value: high },
    ],
  );
  if (order) {
    sets.push([
      { column, op: '>=', value: at(0.3) },
      { column, op: '<', value: at(0.9) },
    ]);
    sets.push([
      { column, op: '>', value: low },
      { column, op: '!=', value: at(0.5) },
      { column, op: '<=', value: high },
    ]);
  }
  return sets;
};
