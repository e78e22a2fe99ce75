import { decodeSpans, type EncodedBatch, type MethodSampler, type RandomSource } from '@cvd/core';
import { type Backend, keyOf } from '@cvd/engine';
import type { TvaeModel } from '../model.js';
import { createRowMaker, type RowMaker } from './row-maker.js';

/** A table of ids and constants has nothing to decode. */
const NO_COLUMNS: MethodSampler = { sample: (rows) => ({ rows: rows.length, columns: [] }) };

/** @param backend - made when the first rows are asked for */
export const tvaeSampler = (
  { layout, shape, sampling, weights }: TvaeModel,
  random: RandomSource,
  backend: () => Promise<Backend>,
): MethodSampler => {
  if (layout.columns.length === 0) return NO_COLUMNS;
  const key = keyOf(random.child('rows'));
  let maker: Promise<RowMaker> | null = null;
  const sampleAttempts = async (rows: Float64Array, attempts: Float64Array): Promise<EncodedBatch> => {
    maker ??= backend().then((ready) => createRowMaker(ready, shape, sampling, weights, key));
    const { codes, scalars } = await (await maker).make(rows, attempts);
    return { rows: rows.length, columns: decodeSpans(layout, codes, scalars) };
  };
  return {
    sample: (rows, attempt) => sampleAttempts(rows, new Float64Array(rows.length).fill(attempt)),
    sampleAttempts,
  };
};
