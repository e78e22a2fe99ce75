import { choiceTargets, type SpanLayout, type SpanTable, scalarsInto } from '@cvd/core';
import type { LoadedProgram } from '@cvd/engine';

/** Writes rows of a table into the inputs of a training program; inputs of more rows keep what they held beyond. */
export type BatchWriter = (program: LoadedProgram, rows: Int32Array) => void;

/** @param batchRows - rows of the inputs */
export const batchWriter = (layout: SpanLayout, table: SpanTable, batchRows: number): BatchWriter => {
  const targets = new Int32Array(batchRows * table.choices.length);
  const scalars = new Float32Array(batchRows * table.scalars.length);
  return (program, rows) => {
    choiceTargets(layout, table, rows, rows.length, targets);
    program.write('targets', targets);
    if (scalars.length === 0) return;
    scalarsInto(table, rows, rows.length, scalars);
    program.write('scalars', scalars);
  };
};
