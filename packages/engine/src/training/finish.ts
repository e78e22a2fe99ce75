import { TrainingDivergedError } from '../errors/training-diverged-error.js';
import { badTensor } from './finite.js';
import type { Trainable } from './trainable.js';
import type { TrainingHooks, TrainingResult } from './training-hooks.js';
import type { TrainingPoint } from './training-point.js';

interface Ended {
  readonly running: Omit<TrainingPoint, 'model'>;
  readonly divergedAt: number | null;
  readonly endedBy: TrainingResult['endedBy'];
  readonly lookEvery: number;
  readonly stepsPerEpoch: number;
}

/** Loads the weights to sample with, and tells the report how the training went. */
export const finish = async (
  trainable: Trainable,
  { loss, warn, detail }: Pick<TrainingHooks, 'loss' | 'warn' | 'detail'>,
  { running, divergedAt, endedBy, lookEvery, stepsPerEpoch }: Ended,
): Promise<TrainingResult> => {
  const { step, losses, best, average, qualities } = running;
  const model = { ...(await trainable.snapshot()), ...(best?.weights ?? average ?? {}) };
  const epochs = Math.floor(step / stepsPerEpoch);
  const bad = badTensor(model);
  if (bad !== null)
    throw new TrainingDivergedError(step, epochs + 1, `${bad} holds values that are no finite numbers`, losses);
  await trainable.load(model);
  for (const [name, history] of Object.entries(losses)) for (const mean of history) loss(name, mean);
  if (divergedAt !== null)
    warn({
      code: 'training-recovered',
      message: `The training diverged in epoch ${Math.floor(divergedAt / stepsPerEpoch) + 1} and went on from an earlier epoch at half the learning rate.`,
    });
  if (endedBy === 'time-limit')
    warn({
      code: 'time-limit',
      message: `The time limit ended the training in epoch ${epochs + 1}, after ${step} steps. A fit with the same seed and limit may end elsewhere, so this model cannot be made again from its seed.`,
    });
  detail('training', {
    epochs,
    steps: step,
    endedBy,
    ...(best && { bestEpoch: best.epoch }),
    ...(qualities.length > 0 && { quality: qualities, epochsBetweenLooks: lookEvery }),
  });
  const lastLosses = Object.fromEntries(Object.entries(losses).map(([name, history]) => [name, history.at(-1)!]));
  return { epochs, steps: step, endedBy, bestEpoch: best?.epoch ?? null, losses: lastLosses };
};
