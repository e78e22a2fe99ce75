import { TrainingDivergedError } from '../errors/training-diverged-error.js';
import { averageWeights } from './average-weights.js';
import { finish } from './finish.js';
import { badLoss, badTensor } from './finite.js';
import { learningRateFactor } from './learning-rate.js';
import { epochsBetweenLooks, isPatienceOver, looked } from './look-at-quality.js';
import { createPace } from './pace.js';
import { restoreTraining, saveTraining } from './saved-training.js';
import type { Snapshot, Trainable } from './trainable.js';
import type { TrainingHooks, TrainingResult } from './training-hooks.js';
import type { TrainingOptions } from './training-options.js';
import type { TrainingPoint } from './training-point.js';

/** Steps between two points that a diverging training can go back to, at least. */
const RECOVERY_STEPS = 64;
/** Milliseconds after which a checkpoint is offered in the middle of an epoch. */
const LONG_EPOCH = 30_000;

/** What the loop takes of a method's options. */
export type TrainingSettings = Pick<
  TrainingOptions,
  'epochs' | 'earlyStopping' | 'evalEvery' | 'patience' | 'learningRateSchedule' | 'weightAveraging'
>;

/** A point whose model is the trainable's present one. */
type Running = Omit<TrainingPoint, 'model'>;
type Losses = Readonly<Record<string, number>>;

const withoutModel = ({ model: _, ...running }: TrainingPoint): Running => running;

const added = (sums: Losses, losses: Losses): Losses =>
  Object.fromEntries(Object.entries(losses).map(([name, loss]) => [name, (sums[name] ?? 0) + loss]));

const divided = (sums: Losses, steps: number): Losses =>
  Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, sum / steps]));

const appended = (histories: TrainingPoint['losses'], losses: Losses): TrainingPoint['losses'] =>
  Object.fromEntries(Object.entries(losses).map(([name, loss]) => [name, [...(histories[name] ?? []), loss]]));

/**
 * Trains: steps and epochs, progress, checkpoints, a time limit, learning-rate schedule, averaged weights, early stopping, and one
 * second chance for a training that diverges. Leaves the trainable with the weights to sample with: those of the best epoch with
 * early stopping, averaged ones where asked for, else the last.
 *
 * Equal trainables, settings and starts end in equal bytes, wherever the training was stopped and resumed, unless it ended by the
 * time limit.
 * @throws {TrainingDivergedError | AbortedError}
 */
export const train = async (
  trainable: Trainable,
  settings: TrainingSettings,
  hooks: TrainingHooks,
): Promise<TrainingResult> => {
  const { now = () => performance.now(), deadline } = hooks;
  const { stepsPerEpoch } = trainable;
  const steps = settings.epochs * stepsPerEpoch;
  const recoverEvery = Math.ceil(RECOVERY_STEPS / stepsPerEpoch);
  const quality = settings.earlyStopping ? trainable.quality : undefined;
  const lookEvery = epochsBetweenLooks(trainable, settings.evalEvery);

  const begin = async () => {
    if (hooks.resume) {
      const state = restoreTraining(hooks.resume);
      await trainable.load(state.now.model);
      return state;
    }
    const average = settings.weightAveraging > 0 ? await trainable.weights() : null;
    const model = await trainable.snapshot();
    const first = { step: 0, model, average, losses: {}, sums: {}, best: null, qualities: [], waited: 0 };
    return { now: first, recovery: first, divergedAt: null };
  };
  const start = await begin();
  let running = withoutModel(start.now);
  let { recovery, divergedAt }: { recovery: TrainingPoint | null; divergedAt: number | null } = start;
  const pace = createPace(now, trainable.batchRows, deadline);
  let offered = now();

  const pointNow = async (): Promise<TrainingPoint> => ({ ...running, model: await trainable.snapshot() });
  const keep = async (force = false): Promise<void> => {
    offered = now();
    await hooks.keep(async () => saveTraining({ now: await pointNow(), recovery, divergedAt }), force);
  };
  const report = (losses: Losses): Promise<void> => {
    const { step } = running;
    const epoch = Math.ceil(step / stepsPerEpoch);
    return hooks.checkpoint({ fraction: step / steps, epoch, step, losses, ...pace.report(steps - step) });
  };
  /** Back to the last good point, at half the rate: once. */
  const recover = async (problem: string): Promise<void> => {
    const { step, losses } = running;
    if (!recovery) throw new TrainingDivergedError(step, Math.floor(step / stepsPerEpoch) + 1, problem, losses);
    await trainable.load(recovery.model);
    running = withoutModel(recovery);
    recovery = null;
    divergedAt = step;
  };
  const step = async (): Promise<boolean> => {
    const factor = learningRateFactor(settings.learningRateSchedule, running.step, steps);
    const losses = await trainable.step(running.step, divergedAt === null ? factor : factor / 2);
    const bad = badLoss(losses);
    if (bad !== null) {
      await recover(`the ${bad} loss is ${losses[bad]}`);
      return false;
    }
    const done = running.step + 1;
    const average =
      running.average && averageWeights(running.average, await trainable.weights(), settings.weightAveraging, done);
    running = { ...running, step: done, average, sums: added(running.sums, losses) };
    pace.step();
    return true;
  };
  const look = async (epoch: number, model: Snapshot): Promise<void> => {
    const { average } = running;
    if (average) await trainable.load({ ...model, ...average });
    const found = { epoch, quality: await quality!(), weights: average ?? (await trainable.weights()) };
    if (average) await trainable.load(model);
    running = { ...running, ...looked(running, found) };
  };
  const endEpoch = async (epoch: number): Promise<void> => {
    const means = divided(running.sums, stepsPerEpoch);
    running = { ...running, sums: {}, losses: appended(running.losses, means) };
    const last = epoch === settings.epochs;
    const looking = quality !== undefined && (last || epoch % lookEvery === 0);
    const recoverable = epoch % recoverEvery === 0;
    if (last || looking || recoverable) {
      const model = await trainable.snapshot();
      const bad = badTensor(model);
      if (bad !== null) return recover(`${bad} holds values that are no finite numbers`);
      if (looking) await look(epoch, model);
      if (recoverable && recovery) recovery = { ...running, model };
    }
    await keep();
    await report(means);
  };
  const endedBy = (): TrainingResult['endedBy'] | null => {
    if (running.step >= steps) return 'epochs';
    if (isPatienceOver(running, settings)) return 'early-stopping';
    return deadline !== null && now() >= deadline ? 'time-limit' : null;
  };

  let ended = endedBy();
  while (ended === null) {
    if (await step()) {
      const into = running.step % stepsPerEpoch;
      if (into === 0) await endEpoch(running.step / stepsPerEpoch);
      else {
        if (now() - offered >= LONG_EPOCH) await keep();
        await (pace.reportDue ? report(divided(running.sums, into)) : hooks.pause());
      }
    }
    ended = endedBy();
  }
  if (ended === 'time-limit') {
    const bad = badTensor(await trainable.snapshot());
    if (bad !== null) await recover(`${bad} holds values that are no finite numbers`);
  }
  await keep(true);
  return finish(trainable, hooks, { running, divergedAt, endedBy: ended, lookEvery, stepsPerEpoch });
};
