import type { SpanTable } from '@cvd/core';
import type { LoadedProgram } from '@cvd/engine';
import type { Shape } from '../network/shape.js';

/** Writes rows of a table into the inputs of a training program. */
export type BatchWriter = (program: LoadedProgram, rows: Int32Array) => void;

/**
 * @param batchRows - rows of the inputs; fewer may be written, the others keep what they held
 */
export const batchWriter = (shape: Shape, { choices, scalars }: SpanTable, batchRows: number): BatchWriter => {
  const targets = new Int32Array(batchRows * choices.length);
  const values = new Float32Array(batchRows * scalars.length);
  return (program, rows) => {
    for (const [c, column] of choices.entries()) {
      const start = shape.choices[c]!;
      for (let r = 0, at = c; r < rows.length; r++, at += choices.length) targets[at] = start + column[rows[r]!]!;
    }
    for (const [t, column] of scalars.entries()) {
      for (let r = 0, at = t; r < rows.length; r++, at += scalars.length) values[at] = column[rows[r]!]!;
    }
    if (choices.length > 0) program.write('targets', targets);
    if (scalars.length > 0) program.write('scalars', values);
  };
};
