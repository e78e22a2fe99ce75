import { choiceTargets, type PackedRows, scalarsInto } from '@cvd/core';
import type { LoadedProgram } from '@cvd/engine';

/** Writes rows of a table into the inputs of a training program; inputs of more rows keep what they held beyond. */
export type BatchWriter = (program: LoadedProgram, rows: Int32Array) => void;

/** @param batchRows - rows of the inputs */
export const batchWriter = (table: PackedRows, batchRows: number): BatchWriter => {
  const targets = new Int32Array(batchRows * table.choices);
  const scalars = new Float32Array(batchRows * table.scalars);
  return (program, rows) => {
    choiceTargets(table, rows, rows.length, targets);
    program.write('targets', targets);
    if (scalars.length === 0) return;
    scalarsInto(table, rows, rows.length, scalars);
    program.write('scalars', scalars);
  };
};
