import type { RandomSource, SpanTable, Tensor } from '@cvd/core';
import type { BufferValues, LoadedProgram, Program, Trainable } from '@cvd/engine';
import type { Shape } from '../network/shape.js';
import type { TvaeOptions } from '../options.js';
import { batchWriter } from './batch-writer.js';
import { epochOrder } from './epoch-order.js';

/** How the rows of an epoch fall into steps; the last one takes what is left. */
export const stepsOf = (rows: number, batchSize: number) => {
  const batchRows = Math.min(batchSize, rows);
  return { batchRows, tailRows: rows % batchRows, stepsPerEpoch: Math.ceil(rows / batchRows) };
};
