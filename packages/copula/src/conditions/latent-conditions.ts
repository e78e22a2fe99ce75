import { type EncodedConstraint, ImpossibleConditionError } from '@cvd/core';
import type { CompiledModel } from '../sampling/compiled-model.js';
import { cellsOfCodes, cellsOfValues } from './cells-of-values.js';
import { intersectCells, isPoint, type LatentCell, mirrored } from './latent-cell.js';

/** What the constraints ask of one latent variable: either single values or intervals. */
export interface FactorCondition {
  readonly factor: number;
  /** Ascending, at least one; all points or all intervals. */
  readonly cells: readonly LatentCell[];
}

/**
 * Turns constraints on columns into conditions on latent variables. A value that is asked for is there: its column's
 * indicator of missing values is held at 0.
 * @throws {ImpossibleConditionError} where a column, or columns that determine each other, leave nothing
 */
export const latentConditions = (
  compiled: CompiledModel,
  constraints: readonly EncodedConstraint[],
): FactorCondition[] => {
  const { columns, model } = compiled;
  const byFactor = new Map<number, LatentCell[]>();
  const demand = (column: number, cells: LatentCell[]): void => {
    const { name } = model.columns[column]!;
    if (cells.length === 0) throw new ImpossibleConditionError(name, 'the model gives no such value');
    const factor = model.factor[column]!;
    const own = model.sign[column]! < 0 ? mirrored(cells) : cells;
    const earlier = byFactor.get(factor);
    const both = earlier ? intersectCells(earlier, own) : own;
    if (both.length === 0) {
      throw new ImpossibleConditionError(name, 'it contradicts a condition on another column that determines this one');
    }
    byFactor.set(factor, both);
  };
  for (const constraint of constraints) {
    const column = columns[constraint.column]!;
    if (column.kind === 'discrete') {
      const codes = constraint.kind === 'discrete' ? constraint.codes : [];
      demand(constraint.column, cellsOfCodes(column.zHigh, column.order, codes));
      continue;
    }
    const intervals = constraint.kind === 'continuous' ? constraint.intervals : [];
    demand(constraint.column, cellsOfValues(column.map, constraint.column, intervals));
    const indicator = column.missing < 0 ? undefined : columns[column.missing];
    if (indicator?.kind === 'discrete') demand(column.missing, cellsOfCodes(indicator.zHigh, indicator.order, [0]));
  }
  return [...byFactor]
    .sort(([a], [b]) => a - b)
    .map(([factor, cells]) => {
      // Beside an interval a single value has probability 0.
      const intervals = cells.filter((cell) => !isPoint(cell));
      return { factor, cells: intervals.length > 0 ? intervals : cells };
    });
};
