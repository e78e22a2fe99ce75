import type { EncodedBatch, EncodedValues, MethodSampler, RandomSource } from '@cvd/core';
import type { CompiledModel } from './compiled-model.js';
import { emitContinuous, emitDiscrete } from './emit.js';
import { BLOCK, correlateInPlace, fillNormals } from './latent-block.js';
import { createNormalTable } from './normal-table.js';

/** Empty columns for the given number of rows. */
export const allocate = ({ columns }: CompiledModel, rows: number): EncodedValues[] =>
  columns.map(({ kind }) => (kind === 'continuous' ? new Float64Array(rows) : new Int32Array(rows)));

/** Writes the columns' values of a block of latent values, rows at … at+count−1. */
export const emitBlock = (
  { columns, model }: CompiledModel,
  out: EncodedValues[],
  at: number,
  z: Float64Array,
  count: number,
): void => {
  columns.forEach((column, c) => {
    const from = model.factor[c]! * BLOCK;
    const sign = model.sign[c]!;
    const values = out[c]!;
    if (column.kind === 'continuous')
      emitContinuous(values as Float64Array, at, z, from, count, sign, column.map, column.guide);
    else emitDiscrete(values as Int32Array, at, z, from, count, sign, column.zHigh, column.order, column.guide);
  });
};

/** NaN where a column's indicator says that the value is missing. */
export const blankMissing = ({ columns }: CompiledModel, out: EncodedValues[]): void => {
  columns.forEach((column, c) => {
    if (column.kind !== 'continuous' || column.missing < 0) return;
    const indicator = out[column.missing]!;
    const values = out[c]!;
    for (let i = 0; i < values.length; i++) if (indicator[i] === 1) values[i] = NaN;
  });
};

/** Draws rows of the model without conditions: one normal a latent variable, correlated and mapped to values. */
export const unconditionalSampler = (compiled: CompiledModel, random: RandomSource): MethodSampler => {
  const { factors } = compiled.model;
  const z = new Float64Array(factors * BLOCK);
  const words = new Uint32Array(factors);
  const table = createNormalTable();
  return {
    sample(rows: Float64Array, attempt: number): EncodedBatch {
      const out = allocate(compiled, rows.length);
      for (let from = 0; from < rows.length; from += BLOCK) {
        const count = Math.min(BLOCK, rows.length - from);
        fillNormals(z, words, random, rows, from, count, attempt, table);
        correlateInPlace(z, compiled.lower, factors, 0, count);
        emitBlock(compiled, out, from, z, count);
      }
      blankMissing(compiled, out);
      return { rows: rows.length, columns: out };
    },
  };
};
