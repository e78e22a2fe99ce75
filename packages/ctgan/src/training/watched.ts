import { countProgram, type HeldOutQuality, type Trainable } from '@cvd/engine';
import { recordCtgan } from '../program/record-ctgan.js';
import type { CtganShape } from '../program/shape.js';
import type { CtganTrainable } from './ctgan-trainable.js';

/** Batches for the statistics of one look: fewer than at the end, since a look must be cheap. */
const STATISTICS_BATCHES = 20;

/** A training that looks at the quality of what it samples. */
export const watched = (
  trainable: CtganTrainable,
  quality: HeldOutQuality,
  shape: CtganShape & {
    readonly generatorDecay: number;
    readonly discriminatorDecay: number;
    readonly discriminatorSteps: number;
  },
  pause: () => Promise<void>,
): Trainable => {
  const { critic, generator, statistics } = countProgram(recordCtgan(shape)).routines;
  const step = shape.discriminatorSteps * critic!.flop + generator!.flop;
  return {
    ...trainable,
    quality: async () =>
      quality.measure({
        ...(await trainable.weights()),
        ...(await trainable.statistics(STATISTICS_BATCHES, pause)),
      }),
    qualitySteps: (quality.work + STATISTICS_BATCHES * statistics!.flop) / step,
  };
};
