import type { EncodedConstraint, EncodedValues } from '@cvd/core';
import type { CompiledModel } from '../sampling/compiled-model.js';

/** The double just below x. */
const before = (x: number): number => {
  const cell = new Float64Array([x]);
  const bits = new BigInt64Array(cell.buffer);
  if (x === 0) return -Number.MIN_VALUE;
  bits[0]! += x > 0 ? -1n : 1n;
  return cell[0]!;
};

/**
 * Moves values that rounding has put just beside what a constraint allows to its nearest end; every other value already
 * meets the constraints.
 */
export const holdToConstraints = (
  { columns }: CompiledModel,
  constraints: readonly EncodedConstraint[],
  out: EncodedValues[],
): void => {
  for (const constraint of constraints) {
    const values = out[constraint.column]!;
    const column = columns[constraint.column]!;
    if (constraint.kind === 'discrete' && column.kind === 'discrete') {
      const allowed = new Set(constraint.codes);
      const places = constraint.codes.map((code) => column.order.indexOf(code));
      for (let i = 0; i < values.length; i++) {
        if (allowed.has(values[i]!)) continue;
        const place = column.order.indexOf(values[i]!);
        values[i] = column.order[places.reduce((a, b) => (Math.abs(b - place) < Math.abs(a - place) ? b : a))]!;
      }
    } else if (constraint.kind === 'continuous') {
      const { intervals } = constraint;
      for (let i = 0; i < values.length; i++) {
        const x = values[i]!;
        if (intervals.some(({ low, high }) => (x >= low && x < high) || x === low)) continue;
        const ends = intervals.flatMap(({ low, high }) => [low, Math.max(low, before(high))]);
        values[i] = ends.reduce((a, b) => (Math.abs(b - x) < Math.abs(a - x) ? b : a));
      }
    }
  }
};
