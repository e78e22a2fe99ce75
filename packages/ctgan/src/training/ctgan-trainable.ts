import { packRows, type RandomSource, type SpanLayout, type SpanTable } from '@cvd/core';
import {
  adamRates,
  type Backend,
  type BufferValues,
  initialWeights,
  keyOf,
  type LoadedProgram,
  readBuffers,
  type Snapshot,
  type Trainable,
  writeBuffers,
} from '@cvd/engine';
import type { ConditionLayout } from '../data/condition-layout.js';
import type { CtganOptions } from '../options.js';
import { BETAS } from '../program/betas.js';
import { criticParameters, generatorParameters } from '../program/parameters.js';
import { recordCtgan } from '../program/record-ctgan.js';
import type { CtganShape } from '../program/shape.js';
import { batchStatistics } from './batch-statistics.js';
import { batchWriter } from './batch-writer.js';
import { conditionBatch, trainingSampler } from './training-sampler.js';

export interface CtganTrainable extends Trainable {
  /** Means and variances of the generator's batch normalisations as it samples, from so many batches. */
  statistics(batches: number, pause: (done: number) => Promise<void>): Promise<Snapshot>;
  dispose(): void;
}

export interface CtganTraining {
  readonly layout: SpanLayout;
  readonly conditions: ConditionLayout;
  /** Rows of each category, by place in the condition vector. */
  readonly counts: Float64Array;
  readonly table: SpanTable;
  readonly shape: CtganShape;
  readonly options: CtganOptions;
  /** What the training begins with instead of random weights; may be some of them only. */
  readonly weights: Snapshot;
  readonly random: RandomSource;
}

/** CTGAN as the training loop sees it. */
export const ctganTrainable = async (backend: Backend, training: CtganTraining): Promise<CtganTrainable> => {
  const { conditions: layout, counts, table, shape, options, random } = training;
  const { batchSize, discriminatorSteps } = options;
  const recorded = recordCtgan({ ...shape, ...options });
  const generator = { ...recorded, buffers: recorded.buffers.filter(({ name }) => name.startsWith('generator/')) };
  const program = await backend.load(recorded, { key: keyOf(random.child('noise')) });
  const parameters = [...generatorParameters(shape), ...criticParameters(shape)];
  writeBuffers(program, { ...initialWeights(parameters, random.child('weights')), ...training.weights });

  const sampler = trainingSampler(layout, counts, table, options.logFrequency, random.child('batches'));
  const writer = batchWriter(shape, layout, await packRows(training.layout, table));
  const [asked, conditions, ids] = [conditionBatch(batchSize), conditionBatch(batchSize), new Int32Array(batchSize)];
  const conditioned = layout.width > 0;

  const criticStep = async (count: number, rate: number): Promise<void> => {
    if (conditioned) sampler.conditions(conditions, 'critic', count);
    sampler.realRows(ids, asked, conditions, count);
    writer.conditions(program, 'critic', conditions);
    writer.real(program, ids, asked);
    program.write('critic/rates', adamRates(options.discriminatorLr * rate, count + 1, BETAS));
    const running = program.run('critic', { step: count });
    if (running) await running;
  };
  const generatorStep = async (step: number, rate: number): Promise<void> => {
    if (conditioned) sampler.conditions(conditions, 'generator', step);
    writer.conditions(program, 'generator', conditions);
    program.write('generator/rates', adamRates(options.generatorLr * rate, step + 1, BETAS));
    const running = program.run('generator', { step });
    if (running) await running;
  };

  return {
    stepsPerEpoch: Math.max(1, Math.floor(table.rows / batchSize)),
    batchRows: batchSize,
    step: async (step, rate) => {
      for (let k = 0; k < discriminatorSteps; k++) await criticStep(step * discriminatorSteps + k, rate);
      await generatorStep(step, rate);
      return readLosses(program, conditioned);
    },
    snapshot: () => readBuffers(recorded, program, ['parameter', 'state']),
    load: (snapshot) => writeBuffers(program, snapshot),
    weights: () => readBuffers(generator, program, ['parameter']),
    statistics: (batches, pause) =>
      batchStatistics(program, shape, layout, counts, random.child('statistics'), batches, pause),
    dispose: () => program.dispose(),
  };
};

const readLosses = async (program: LoadedProgram, conditioned: boolean): Promise<Record<string, number>> => {
  const only = async (name: string): Promise<number> => ((await program.read(name)) as BufferValues)[0]!;
  const adversarial = await only('generator/loss');
  const condition = conditioned ? await only('generator/condition-loss') : 0;
  return {
    generator: adversarial + condition,
    critic: await only('critic/loss'),
    penalty: await only('critic/penalty'),
    ...(conditioned && { condition }),
  };
};
