import type { Column, TableMetadata } from '@cvd/core';
import { columnMetadata, isPersonalKind } from '@cvd/core';
import { InvalidTargetError } from '../errors/invalid-target-error.js';
import { categoryCodes } from '../learners/category-codes.js';
import { numberValues } from '../learners/number-values.js';
import type { ClassTarget, NumberTarget } from '../learners/target.js';
import { shapeOf } from '../prepared-column.js';

/** The target column of several tables. */
export type TaskTargets =
  | { readonly kind: 'classes'; readonly targets: readonly ClassTarget[] }
  | { readonly kind: 'numbers'; readonly targets: readonly NumberTarget[] };

/**
 * Reads the target of each table by its metadata: classes of categories and booleans, with the same codes in every
 * table; numbers of numbers. What is missing is −1 or NaN (infinite numbers count as missing).
 * @param columns - the target of each table
 * @param isReal - whether what errors call real is at this place
 * @throws {InvalidTargetError} when the metadata calls it something else
 * @throws {MetricInputError} when a column of numbers holds text
 */
export const readTargets = (
  columns: readonly Column[],
  isReal: (place: number) => boolean,
  metadata: TableMetadata,
  name: string,
): TaskTargets => {
  const described = columnMetadata(metadata, name);
  const shape = described && !isPersonalKind(described.sdtype) ? shapeOf(described) : 'other';
  if (described === undefined || shape === 'other' || described.sdtype === 'datetime')
    throw new InvalidTargetError(name, described?.sdtype ?? null);
  if (shape === 'discrete') {
    const { codes, size } = categoryCodes(columns);
    return { kind: 'classes', targets: codes.map((own) => ({ kind: 'classes', codes: own, size })) };
  }
  return {
    kind: 'numbers',
    targets: columns.map((column, i) => ({
      kind: 'numbers',
      values: numberValues(column, described, `Target "${name}"`, isReal(i) ? 'real' : 'synthetic').map((value) =>
        Number.isFinite(value) ? value : Number.NaN,
      ),
    })),
  };
};

/** Rows that have a target, ascending. */
export const rowsWithTarget = (target: ClassTarget | NumberTarget): Int32Array => {
  const all = target.kind === 'classes' ? target.codes : target.values;
  return Int32Array.from(all.keys()).filter((row) =>
    target.kind === 'classes' ? target.codes[row]! >= 0 : !Number.isNaN(target.values[row]!),
  );
};
