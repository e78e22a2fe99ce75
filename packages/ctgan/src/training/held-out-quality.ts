import { decodeSpans, type EncodedSchema, type EncodedValues, type RandomSource } from '@cvd/core';
import { createEncodedQuality } from '@cvd/core/metrics';
import { type Backend, countProgram, keyOf, type Snapshot } from '@cvd/engine';
import type { CtganModel } from '../model.js';
import { recordSampler, SAMPLER_ROWS, samplerRoutine } from '../program/record-sampler.js';
import { foldedWeights } from '../sampling/folded-weights.js';
import { createRowMaker, type RowMaker } from '../sampling/row-maker.js';
import { samplerShape } from '../sampling/sampler-shape.js';
import { samplingConditions } from '../sampling/sampling-conditions.js';

/** What comparing a pair of columns costs by row, in operations of a step on two threads that take as long: measured once. */
const COMPARING = 1000;

/** Quality of rows that weights sample, against rows held out. */
export interface HeldOutQuality {
  /** @param weights - the generator's, with the statistics of its batch normalisations */
  measure(weights: Snapshot): Promise<number>;
  /** What one measurement costs, in floating-point operations; statistics not counted. */
  readonly work: number;
}

/**
 * Samples as many rows as are held out, always from the same random numbers, so that two measurements differ by their weights.
 * @param held - values of the rows held out, by encoded column
 */
export const heldOutQuality = async (
  backend: Backend,
  model: Pick<CtganModel, 'layout' | 'counts' | 'embeddingDim' | 'generatorDim'>,
  schema: EncodedSchema,
  held: readonly EncodedValues[],
  { random, pause }: { readonly random: RandomSource; readonly pause: () => Promise<void> },
): Promise<HeldOutQuality> => {
  const quality = await createEncodedQuality(schema, held, { pause });
  const { shape, conditions } = samplerShape(model);
  const asked = samplingConditions(conditions, model.counts, [], random.child('conditions'));
  const rows = Float64Array.from(held[0]!.keys());
  const attempts = new Uint8Array(rows.length);
  const places = asked && Int32Array.from(rows, (row) => asked.place(row, 0));
  const { flop } = countProgram(recordSampler(shape)).routines[samplerRoutine(SAMPLER_ROWS[0])]!;
  let maker: RowMaker | null = null;
  return {
    measure: async (weights) => {
      const folded = foldedWeights(weights, model.generatorDim.length);
      if (maker) maker.setWeights(folded);
      else maker = await createRowMaker(backend, shape, folded, keyOf(random));
      const { codes, scalars } = await maker.make(rows, attempts, places);
      return quality.compare(decodeSpans(model.layout, codes, scalars)).score;
    },
    work: (flop * rows.length) / SAMPLER_ROWS[0] + (COMPARING * rows.length * held.length * (held.length + 1)) / 2,
  };
};
