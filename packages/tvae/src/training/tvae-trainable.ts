import { packRows, type RandomSource, type SpanLayout, type SpanTable } from '@cvd/core';
import {
  adamRates,
  type Backend,
  countProgram,
  keyOf,
  readBuffers,
  type Snapshot,
  type Trainable,
  writeBuffers,
} from '@cvd/engine';
import { decoderParameters } from '../network/parameters.js';
import type { Shape } from '../network/shape.js';
import { LOSSES } from '../network/training-buffers.js';
import { trainingProgram } from '../network/training-program.js';
import type { TvaeOptions } from '../options.js';
import { batchWriter } from './batch-writer.js';
import { epochOrder } from './epoch-order.js';
import { stepsOf } from './steps-of.js';

export interface TvaeTrainable extends Trainable {
  /** Floating-point operations of a step. */
  readonly stepWork: number;
}

export interface TvaeTraining {
  readonly layout: SpanLayout;
  readonly shape: Shape;
  readonly table: SpanTable;
  /** Rows of the table to learn from. */
  readonly rows: Int32Array;
  readonly options: Pick<TvaeOptions, 'batchSize' | 'lossFactor' | 'l2scale' | 'learningRate'>;
  /** What the training begins with; made once there is memory for it. */
  readonly firstWeights: () => Snapshot;
  /** Source of the order of rows and of the noise. */
  readonly random: RandomSource;
}

/** TVAE as the training loop sees it, but for the quality of held-out rows. */
export const tvaeTrainable = async (
  backend: Backend,
  { layout, shape, table, rows, options, firstWeights, random }: TvaeTraining,
): Promise<TvaeTrainable> => {
  const { batchRows, tailRows, stepsPerEpoch } = stepsOf(rows.length, options.batchSize);
  const program = trainingProgram(shape, { ...options, batchRows, tailRows });
  const loaded = await backend.load(program, { key: keyOf(random.child('noise')) });
  writeBuffers(loaded, firstWeights());
  const writeBatch = batchWriter(await packRows(layout, table), batchRows);
  const orders = random.child('order');
  let shuffled: { epoch: number; order: Int32Array } | null = null;
  const orderOf = (epoch: number): Int32Array => {
    if (shuffled?.epoch !== epoch) {
      const order = epochOrder(orders, epoch, rows.length).map((place) => rows[place]!);
      shuffled = { epoch, order };
    }
    return shuffled.order;
  };

  return {
    stepsPerEpoch,
    batchRows,
    step: async (step, rate) => {
      const first = (step % stepsPerEpoch) * batchRows;
      const batch = orderOf(Math.floor(step / stepsPerEpoch)).subarray(first, first + batchRows);
      writeBatch(loaded, batch);
      loaded.write('rates', adamRates(options.learningRate * rate, step + 1));
      const running = loaded.run(batch.length === batchRows ? 'step' : 'tail', { step });
      if (running) await running;
      const parts = await loaded.read('losses');
      const losses = Object.fromEntries(LOSSES.map((name, i) => [name, parts[i]!]));
      return { loss: parts[0]! + parts[1]! + parts[2]!, ...losses };
    },
    snapshot: () => readBuffers(program, loaded, ['parameter', 'state']),
    weights: async () => {
      const all = await readBuffers(program, loaded, ['parameter']);
      return Object.fromEntries(decoderParameters(shape).map(({ name }) => [name, all[name]!]));
    },
    load: (snapshot) => writeBuffers(loaded, snapshot),
    stepWork: countProgram(program).routines.step!.flop,
  };
};
